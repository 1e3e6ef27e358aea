/** Header of what is asked for: where it says nothing, any encoding is welcome (RFC 9110, section 12.5.3), and none is undone here. */
export const UNCOMPRESSED = { 'accept-encoding': 'identity' } as const
