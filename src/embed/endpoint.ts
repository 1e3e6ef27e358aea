/** The route, on the page's own server. */
export const ENDPOINT = '/api'
