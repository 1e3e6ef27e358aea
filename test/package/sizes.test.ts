import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import limits from '../../.size-limit.json' with { type: 'json' }

interface Measured {
  readonly name: string
  readonly passed: boolean
  /** In bytes. */
  readonly size: number
}

describe('the doors', () => {
  it('are within their sizes', () => {
    const script = fileURLToPath(new URL('../../scripts/sizes.mjs', import.meta.url))
    const measured: Measured[] = JSON.parse(execFileSync(process.execPath, [script, '--json'], { encoding: 'utf8' }))
    expect(measured.map(({ name }) => name)).toEqual(limits.map(({ name }) => name))
    expect(measured.filter(({ passed, size }) => !passed || size === 0)).toEqual([])
  })
})
