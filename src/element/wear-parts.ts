import { options } from 'preact'

/** What a part can be told apart by from outside, where `::part()` takes names only and no attribute selectors. */
const NAMED_BY = ['data-part', 'data-state', 'data-tone'] as const

/**
 * Gives everything that wears a `data-part` the same name as `part`, and its state and tone as further names:
 * `::part(row)`, `::part(row failed)`, `::part(notice warning)`. Done once for all markup, so that the components need
 * not know that they may stand in a shadow root.
 */
export function wearParts(): void {
  const before = options.vnode?.bind(options)
  options.vnode = (vnode) => {
    const { props } = vnode
    if (typeof vnode.type === 'string' && 'data-part' in props) Object.assign(props, { part: partNames(props) })
    before?.(vnode)
  }
}

/** The names, separated by spaces as the `part` attribute wants them. */
export function partNames(props: object): string {
  const named = new Map(Object.entries(props))
  return NAMED_BY.map((attribute) => named.get(attribute))
    .filter((name) => typeof name === 'string')
    .join(' ')
}
