/** What a member may be. */
export interface Kind {
  /** Also asked about `undefined`, where the member is not there. */
  readonly fits: (value: unknown) => boolean
  /** The same for people, as the end of a sentence that begins with the member's name. */
  readonly mustBe: string
}

/**
 * Looks at what was made where no type stands in the way.
 * @param of whose members they are, as it follows a name.
 * @throws RangeError that names the first member of the wrong kind and says what to give. It does not repeat the value.
 */
export function checkKinds(kinds: Readonly<Record<string, Kind>>, given: unknown, of = ''): void {
  for (const [name, { fits, mustBe }] of Object.entries(kinds)) {
    if (!fits(member(given, name))) throw new RangeError(`${name}${of} must be ${mustBe}.`)
  }
}

export function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

export function isText(value: unknown): value is string {
  return typeof value === 'string'
}

/** Whether it is a list of nothing but these. */
export function isListOf(items: readonly unknown[], value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => items.includes(each))
}
