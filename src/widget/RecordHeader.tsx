import { memo } from 'react'
import type { AttachmentUpload } from '../upload/engine/attachment-upload.ts'
import { knownRules } from './words/describe-problem.ts'
import { shownName } from './words/file-name.ts'
import type { Messages } from './words/messages.ts'
import type { HeadingLevel } from './base/settings.ts'

const SEPARATOR = ' · '

/** Whose record this is, from its label: `Frank Doe · Senior Nurse` → the name, and what comes after it. */
export function recordOf({
  target,
  label: given,
}: Pick<AttachmentUpload, 'target' | 'label'>): readonly [name: string, about: string] {
  const label = shownName(given ?? '').trim()
  if (label === '') return [target === null ? '' : shownName(target.id), '']
  const [name = '', ...about] = label.split(SEPARATOR)
  return [name, about.join(SEPARATOR)]
}

/** First letters of the first and the last word, whole characters of any script. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word))
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends.map((word) => Array.from(word ?? '')[0]?.toUpperCase() ?? '').join('')
}

export interface RecordHeaderProps extends Pick<AttachmentUpload, 'target' | 'label' | 'rules'> {
  readonly messages: Messages
  readonly level: HeadingLevel
}

/** Whose record the files go to, and into which system: shown at every width, because a mistake here cannot be undone. */
export const RecordHeader = /* @__PURE__ */ memo(function RecordHeader(props: RecordHeaderProps) {
  const { target, rules, label, messages, level } = props
  const [name, about] = recordOf(props)
  const ats = knownRules(rules)?.target.ats ?? ''
  const Heading = `h${level}` as const
  // Nobody can tell, and nobody will: a bar with nothing in it says less than none.
  if (target === null && name === '' && rules.status === 'failed') return null
  const isLoading = rules.status === 'loading'
  return (
    <header data-part="header" className="kau-header">
      {label !== null && (
        <span className="kau-avatar" aria-hidden="true">
          {!isLoading && initialsOf(name)}
        </span>
      )}
      <div className="kau-whose">
        {/* A heading without words is announced as one all the same: none while it is not known, or never will be. */}
        {isLoading ? (
          <div className="kau-record">
            <span className="kau-bone kau:w-32" />
          </div>
        ) : (
          name !== '' && (
            <Heading className="kau-record">
              <bdi translate="no">{name}</bdi>
            </Heading>
          )
        )}
        <div>
          {target !== null && <span>{messages.targetKinds[target.kind]}</span>}
          {!isLoading && about !== '' && (
            <span>
              <span>{SEPARATOR}</span>
              <bdi>{about}</bdi>
            </span>
          )}
        </div>
      </div>
      {ats !== '' && (
        <span data-part="destination" className="kau-chip">
          {messages.goesTo(ats)}
        </span>
      )}
    </header>
  )
})
