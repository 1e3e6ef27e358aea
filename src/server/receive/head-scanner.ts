import { RouteError } from '../answers/route-error.ts'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COLON = 0x3a
const COMMA = 0x2c
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d

/**
 * Finds where the value of `attachment.data` begins in a JSON text that arrives in pieces. It only follows strings and
 * nesting; whether the text is JSON is for the JSON parser to say, once the end of the head is known.
 */
export class HeadScanner {
  #depth = 0
  #inString = false
  #escaped = false
  /** Bytes of the string being read while it may be a member's name at depth 1 or 2; longer names are none of ours. */
  #text: number[] = []
  #expectsName = false
  /** The member whose value comes next, at depth 1 and 2. */
  #outer = ''
  #inner = ''
  #afterColon = false
  #begun = false

  /** @returns the bytes up to and including the opening quote of `data`, `null` when it has not come yet. */
  scan(chunk: Uint8Array): number | null {
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] ?? 0
      if (this.#inString) this.#inside(byte)
      else if (this.#outside(byte)) return at + 1
    }
    return null
  }

  #inside(byte: number): void {
    if (this.#escaped) this.#escaped = false
    else if (byte === BACKSLASH) this.#escaped = true
    else if (byte === QUOTE) return this.#endString()
    if (this.#expectsName && this.#text.length < 256) this.#text.push(byte)
  }

  /** @returns whether the value of `data` begins here. */
  #outside(byte: number): boolean {
    if (byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d) return false
    if (!this.#begun) {
      if (byte !== OPEN_BRACE) throw new RouteError('UPLOAD.BODY_INVALID', 'The body is not a JSON object')
      this.#begun = true
    }
    const isData = this.#afterColon && this.#depth === 2 && this.#outer === 'attachment' && this.#inner === 'data'
    if (isData) {
      if (byte === QUOTE) return true
      throw new RouteError('UPLOAD.BODY_INVALID', 'attachment.data must be a string')
    }
    this.#afterColon = false
    this.#follow(byte)
    return false
  }

  #follow(byte: number): void {
    switch (byte) {
      case QUOTE:
        this.#inString = true
        this.#text = []
        return
      case COLON:
        this.#afterColon = true
        this.#expectsName = false
        return
      case COMMA:
        this.#expectsName = this.#depth <= 2
        return
      case OPEN_BRACE:
      case OPEN_BRACKET:
        this.#depth += 1
        this.#expectsName = this.#depth <= 2
        // Only an object that is itself the value of a member of the body can be the attachment.
        if (this.#depth === 2) this.#inner = ''
        return
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        this.#depth -= 1
        this.#expectsName = false
        if (this.#depth === 1 && this.#outer === 'attachment') {
          throw new RouteError('UPLOAD.BODY_INVALID', 'attachment.data is missing')
        }
        if (this.#depth === 0) throw new RouteError('UPLOAD.BODY_INVALID', 'attachment is missing')
        return
      default:
    }
  }

  #endString(): void {
    this.#inString = false
    if (!this.#expectsName) return
    const name = this.#text.includes(BACKSLASH) ? unescaped(this.#text) : String.fromCharCode(...this.#text)
    if (this.#depth === 1) this.#outer = name
    else if (this.#depth === 2) this.#inner = name
  }
}

/** A member's name may be written with escapes; an illegal one is no name of ours, and the JSON parser refuses it. */
function unescaped(bytes: readonly number[]): string {
  try {
    const name: unknown = JSON.parse(`"${String.fromCharCode(...bytes)}"`)
    return typeof name === 'string' ? name : ''
  } catch {
    return ''
  }
}
