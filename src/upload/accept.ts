import type { FileKind } from '../contract/file-kinds.ts'
import { FILE_KINDS } from '../contract/file-kinds.ts'
import { acceptedKinds, type Rules } from '../contract/rules.ts'

/** Every kind of file that some type takes, in the table's order. */
function kindsToOffer(rules: Rules): readonly FileKind[] {
  const offered = new Set(Object.values(rules.types).flatMap((rule) => (rule.supported ? acceptedKinds(rule) : [])))
  return FILE_KINDS.filter((kind) => offered.has(kind))
}

/**
 * The `accept` attribute of a file input: extensions as well as MIME types, because Windows without Office knows no
 * type for `.docx`, and never anything invented, because iOS greys out every file when it meets a type it does not know.
 * Only a convenience of the picker: what is chosen is checked all the same.
 */
export function acceptAttribute(rules: Rules): string {
  return kindsToOffer(rules)
    .flatMap((kind) => [...kind.extensions.map((extension) => `.${extension}`), ...kind.mimeTypes])
    .join(',')
}
