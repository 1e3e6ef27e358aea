/*
 * Stands in the element's file for what react-query pages through results with (vite.element.config.ts): half a kilobyte that
 * never runs, since the widget asks for nothing that comes in pages.
 */
export function infiniteQueryBehavior(): never {
  throw new Error('The element has no queries that come in pages')
}

export const hasNextPage = infiniteQueryBehavior
export const hasPreviousPage = infiniteQueryBehavior
