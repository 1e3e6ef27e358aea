import { configure } from '@testing-library/react'

// As generous as everything that waits (setup.ts).
configure({ asyncUtilTimeout: 30_000 })
