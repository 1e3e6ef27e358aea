/** Everything of a body but the content may take this many bytes. */
const MAX_REST_BYTES = 1_048_576

const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const COLON = 0x3a
const COMMA = 0x2c

/**
 * Walks over a JSON body as it arrives and diverts the text of `attachment.data`, wherever it stands, to a receiver, so
 * that 100 MB of base64 are never one string. What is left is the same JSON with an empty `data`.
 */
export class BodyScanner {
  readonly #receive: (piece: Buffer) => void
  #rest: Buffer[] = []
  #restBytes = 0
  #state: 'structure' | 'string' | 'content' = 'structure'
  #open: number[] = []
  #path: string[] = []
  #expectsKey = false
  #isKey = false
  #key: Buffer[] = []
  #escaped = false
  #escape = ''
  #contents = 0

  constructor(receive: (piece: Buffer) => void) {
    this.#receive = receive
  }

  /** How often `attachment.data` was found to be a string. */
  get contents(): number {
    return this.#contents
  }

  /** Whether what is not content has grown beyond all reason. */
  get isTooLong(): boolean {
    return this.#restBytes > MAX_REST_BYTES
  }

  write(chunk: Buffer): void {
    let at = 0
    while (at < chunk.length) {
      if (this.#state === 'content') at = this.#content(chunk, at)
      else if (this.#state === 'string') at = this.#string(chunk, at)
      else at = this.#structure(chunk, at)
    }
  }

  /** The JSON without the content. */
  end(): string {
    return Buffer.concat(this.#rest).toString('utf8')
  }

  #structure(chunk: Buffer, start: number): number {
    for (let at = start; at < chunk.length; at += 1) {
      const byte = chunk[at]
      if (byte === QUOTE) {
        this.#keepRest(chunk.subarray(start, at + 1))
        this.#beginString()
        return at + 1
      }
      if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
        this.#open.push(byte)
        this.#expectsKey = byte === OPEN_OBJECT
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
        this.#open.pop()
        this.#path.length = Math.min(this.#path.length, this.#open.length)
        this.#expectsKey = false
      } else if (byte === COMMA) this.#expectsKey = this.#open.at(-1) === OPEN_OBJECT
      else if (byte === COLON) this.#expectsKey = false
    }
    this.#keepRest(chunk.subarray(start))
    return chunk.length
  }

  #beginString(): void {
    this.#isKey = this.#expectsKey
    if (!this.#isKey && this.#isContent()) {
      this.#state = 'content'
      this.#contents += 1
      return
    }
    this.#state = 'string'
    this.#key = []
  }

  #isContent(): boolean {
    const [outer, inner, ...deeper] = this.#open
    if (outer !== OPEN_OBJECT || inner !== OPEN_OBJECT || deeper.length > 0) return false
    return this.#path[0] === 'attachment' && this.#path[1] === 'data'
  }

  #string(chunk: Buffer, start: number): number {
    for (let at = start; at < chunk.length; at += 1) {
      const byte = chunk[at]
      if (this.#escaped) this.#escaped = false
      else if (byte === BACKSLASH) this.#escaped = true
      else if (byte === QUOTE) {
        if (this.#isKey) this.#endKey(chunk.subarray(start, at))
        this.#keepRest(chunk.subarray(start, at + 1))
        this.#state = 'structure'
        return at + 1
      }
    }
    if (this.#isKey) this.#key.push(Buffer.from(chunk.subarray(start)))
    this.#keepRest(chunk.subarray(start))
    return chunk.length
  }

  #endKey(lastPiece: Buffer): void {
    this.#path.length = Math.min(this.#path.length, this.#open.length - 1)
    this.#path[this.#open.length - 1] = unescaped(Buffer.concat([...this.#key, lastPiece]).toString('utf8'))
    this.#expectsKey = false
  }

  #content(chunk: Buffer, start: number): number {
    if (this.#escape === '') {
      const end = chunk.indexOf(QUOTE, start)
      const piece = chunk.subarray(start, end < 0 ? chunk.length : end)
      const escape = piece.indexOf(BACKSLASH)
      if (escape >= 0) {
        this.#receive(piece.subarray(0, escape))
        this.#escape = '\\'
        return start + escape + 1
      }
      this.#receive(piece)
      if (end < 0) return chunk.length
      this.#keepRest(chunk.subarray(end, end + 1))
      this.#state = 'structure'
      return end + 1
    }
    return this.#escapedContent(chunk, start)
  }

  /** Some JSON writers escape every slash (`\/`), which base64 is full of. */
  #escapedContent(chunk: Buffer, start: number): number {
    this.#escape += String.fromCharCode(chunk[start] ?? 0)
    const isUnicode = this.#escape.startsWith('\\u')
    if (!isUnicode || this.#escape.length === 6) {
      this.#receive(Buffer.from(unescaped(this.#escape), 'utf8'))
      this.#escape = ''
    }
    return start + 1
  }

  #keepRest(bytes: Buffer): void {
    this.#restBytes += bytes.length
    if (!this.isTooLong) this.#rest.push(Buffer.from(bytes))
  }
}

/** The text a JSON string stands for; one that is no JSON string stands for itself and is refused when all is parsed. */
function unescaped(text: string): string {
  if (!text.includes('\\')) return text
  try {
    const value: unknown = JSON.parse(`"${text}"`)
    return typeof value === 'string' ? value : text
  } catch (error) {
    if (error instanceof SyntaxError) return text
    throw error
  }
}
