/*
 * Stands in the element's file, and the page's, for what react-query pages through results with: half a kilobyte that never
 * runs, since the widget asks for nothing that comes in pages.
 */
export function infiniteQueryBehavior(): never {
  throw new Error('There are no queries here that come in pages')
}

export const hasNextPage = infiniteQueryBehavior
export const hasPreviousPage = infiniteQueryBehavior
