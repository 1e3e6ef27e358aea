import { acceptedKinds, type Rules } from '../../contract/rules.ts'

/**
 * The `accept` attribute of a file input: extensions as well as MIME types, because Windows without Office knows no
 * type for `.docx`, and never anything invented, because iOS greys out every file when it meets a type it does not know.
 * Only a convenience of the picker: what is chosen is checked all the same.
 */
export function acceptAttribute(rules: Rules): string {
  const kinds = new Set(Object.values(rules.types).flatMap((rule) => (rule.supported ? acceptedKinds(rule) : [])))
  return [...kinds]
    .flatMap(({ extensions, mimeTypes }) => [...extensions.map((extension) => `.${extension}`), ...mimeTypes])
    .join(',')
}
