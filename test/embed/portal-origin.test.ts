import { describe, expect, it } from 'vitest'
import { parentOrigin } from '../../src/embed/portal-origin.ts'

describe('the origin around a frame', () => {
  it('is the nearest ancestor', () => {
    expect(
      parentOrigin({
        location: { ancestorOrigins: ['https://portal.example', 'https://around.example'] },
        document: { referrer: '' },
      }),
    ).toBe('https://portal.example')
  })

  it('is the referrer’s in a browser that lists no ancestors', () => {
    expect(parentOrigin({ location: {}, document: { referrer: 'https://portal.example/candidates/7?tab=cv' } })).toBe(
      'https://portal.example',
    )
  })

  it('is not known when the portal withholds the referrer', () => {
    expect(parentOrigin({ location: {}, document: { referrer: '' } })).toBeNull()
  })
})
