import { vi } from 'vitest'

const { waitFor, waitUntil } = vi

// A second by default, which a busy machine exceeds. Generous instead, so that it decides nothing.
const PATIENCE_MS = 30_000
vi.waitFor = (callback, options = PATIENCE_MS) => waitFor(callback, options)
vi.waitUntil = (callback, options = PATIENCE_MS) => waitUntil(callback, options)
