/** RC4 by hand, for what PDF 1.7 and before made of it: WebCrypto has none, and OpenSSL 3 hides its own. */
export function rc4(key: Uint8Array, data: Uint8Array): Uint8Array {
  const state = new DataView(new ArrayBuffer(256))
  for (let i = 0; i < 256; i += 1) state.setUint8(i, i)
  const swap = (i: number, j: number): number => {
    const [atI, atJ] = [state.getUint8(i), state.getUint8(j)]
    state.setUint8(i, atJ)
    state.setUint8(j, atI)
    return (atI + atJ) & 255
  }
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + state.getUint8(i) + (key[i % key.length] ?? 0)) & 255
    swap(i, j)
  }
  let j = 0
  return data.map((byte, index) => {
    const i = (index + 1) & 255
    j = (j + state.getUint8(i)) & 255
    return byte ^ state.getUint8(swap(i, j))
  })
}
