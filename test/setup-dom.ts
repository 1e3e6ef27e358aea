import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'

// As generous as everything that waits (setup.ts).
configure({ asyncUtilTimeout: 30_000 })

afterEach(cleanup)
