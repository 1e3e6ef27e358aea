/** What a header can carry. Anything else would fail only with the first request, and look like a failure of the line. */
export const HEADER_TEXT = /^[\x21-\x7e]+$/
