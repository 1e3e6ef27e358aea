import * as v from 'valibot'

/** What a member may be. */
export interface Kind {
  /** Also asked about `undefined`, where the member is not there. */
  readonly schema: v.GenericSchema
  /** The same for people, as the end of a sentence that begins with the member's name. */
  readonly mustBe: string
}

/**
 * Looks at what was made where no type stands in the way.
 * @param of whose members they are, as it follows a name.
 * @throws RangeError that names the first member of the wrong kind and says what to give. It does not repeat the value.
 */
export function checkKinds(kinds: Readonly<Record<string, Kind>>, given: unknown, of = ''): void {
  for (const [name, { schema, mustBe }] of Object.entries(kinds)) {
    if (!v.is(schema, Reflect.get(Object(given), name))) throw new RangeError(`${name}${of} must be ${mustBe}.`)
  }
}
