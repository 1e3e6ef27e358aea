import { describe, expect, it, vi } from 'vitest'
import { addCatalogue, catalogueFor, watchCatalogues } from '../../src/element/catalogues.ts'
import { nearest } from '../../src/element/surroundings.ts'
import { partNames } from '../../src/element/wear-parts.ts'
import { en } from '../../src/widget/locales/en.ts'

describe('the words', () => {
  it('are those of the language, of its region first, and else English', () => {
    const listener = vi.fn<() => void>()
    const stop = watchCatalogues(listener)
    const sl = { ...en, locale: 'sl' }
    addCatalogue(sl)
    expect(listener).toHaveBeenCalledOnce()
    expect(catalogueFor('sl')).toEqual(sl)
    expect(catalogueFor('SL-si')).toEqual(sl)
    const region = { ...en, locale: 'sl-IT' }
    addCatalogue(region)
    expect(catalogueFor('sl-it')).toEqual(region)
    expect(catalogueFor('xx')).toBe(en)
    expect(catalogueFor('')).toBe(en)
    stop()
    addCatalogue(sl)
    expect(listener).toHaveBeenCalledTimes(2)
  })

  it('are English where the script of a language is of another version and lacks them', () => {
    const { loading: _missing, ...older } = { ...en, locale: 'older', chooseFiles: 'Alt' }
    // @ts-expect-error As a page without TypeScript may have it.
    addCatalogue(older)
    expect(catalogueFor('older').loading).toBe(en.loading)
    expect(catalogueFor('older').chooseFiles).toBe('Alt')
  })
})

describe('what is around the element', () => {
  it('is found through shadow roots, the nearest first', () => {
    const outer = document.createElement('div')
    outer.dataset['theme'] = 'dark'
    const host = document.createElement('div')
    outer.append(host)
    const inner = document.createElement('div')
    host.attachShadow({ mode: 'open' }).append(inner)
    document.body.append(outer)
    expect(nearest(inner, 'data-theme')).toBe('dark')
    host.dataset['theme'] = 'light'
    expect(nearest(inner, 'data-theme')).toBe('light')
    expect(nearest(inner, 'data-nothing')).toBeNull()
  })
})

describe('the names of a part', () => {
  it('are its part, its state and its tone', () => {
    expect(partNames({ 'data-part': 'row', 'data-state': 'failed', 'data-tone': 'bad', id: 'x' })).toBe(
      'row failed bad',
    )
    expect(partNames({ 'data-part': 'zone', 'data-active': true, 'data-state': undefined })).toBe('zone')
  })
})
