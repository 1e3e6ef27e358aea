import type { NextConfig } from 'next'

/** As `create-next-app` writes it. The example works without it as well. */
const config: NextConfig = { cacheComponents: true }

export default config
