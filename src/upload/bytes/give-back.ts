/**
 * Gives the memory of bytes back at once; otherwise it waits until the page's garbage is collected, and a large file
 * leaves all of itself behind until then. The bytes are gone after that, for everybody who holds a view of them.
 */
export function giveBack({ buffer }: Uint8Array<ArrayBuffer>): void {
  // Not in every browser: there it is collected as ever.
  const transfer: unknown = Reflect.get(buffer, 'transfer')
  if (typeof transfer === 'function') Reflect.apply(transfer, buffer, [0])
}
