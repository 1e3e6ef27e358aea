/** What is answered by a page, and asked of it: JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** Names of keys that write nothing. */
export type Key = 'Enter' | 'Escape' | 'ArrowDown'

/** A browser other than Chromium, as far as these tests drive it. */
export interface Engine {
  readonly version: string
  open(url: string): Promise<void>
  /** Runs a function in the page; it knows nothing of the file it is written in. */
  run<A extends readonly Json[], T extends Json>(inPage: (...args: A) => T | Promise<T>, ...args: A): Promise<T>
  /** Hands files to the first element that a selector names, as the picker would. */
  choose(selector: string, files: readonly string[]): Promise<void>
  /** Presses a key on whatever has the focus. */
  press(key: Key): Promise<void>
  /** Types letters into whatever has the focus. */
  type(text: string): Promise<void>
  /** Presses the mouse on the first element that a selector names, and lets it go. */
  click(selector: string): Promise<void>
  close(): Promise<void>
}

/** The source of a function that takes its arguments as one text and answers with one: all protocols can carry that. */
export function asText(inPage: { toString(): string }): string {
  return `async (args) => JSON.stringify((await (${inPage.toString()})(...JSON.parse(args))) ?? null)`
}
