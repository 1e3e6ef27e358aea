import { configure } from '@testing-library/react'

// Generous, so that a busy machine decides nothing.
configure({ asyncUtilTimeout: 15_000 })
