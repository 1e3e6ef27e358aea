import type { FileProblem, Upload, UploadId } from './upload.ts'
import { isOpen } from './upload.ts'
import type { Verdict } from './reduce.ts'

/** What the checks of one file found, apart from the other files of the list. */
export interface OwnFinding {
  readonly verdict: Verdict
  /** Equal for files of equal content; `null` while unknown. */
  readonly content: string | null
}

export interface ListLimits {
  /** Files that count under the token of now for good, in the list or not. */
  readonly attached: number
  /** Whether another file that is not judged any more takes a place beside those, or will. */
  readonly takesPlace: (upload: Upload) => boolean
  /** Most files; `null` means unlimited. */
  readonly maxFiles: number | null
  /** Largest sum of all files, in bytes; `null` means unlimited. */
  readonly maxTotalSizeBytes: number | null
}

/**
 * The verdict on every file that can still be refused, seen together with the others. Judged afresh from the whole list
 * each time something changes: taking a file out brings back the one that was too many. What is attached or under way
 * comes first wherever it stands in the list, then what is to be sent, then what only lies there.
 * @param waived files that a person let in although they are duplicates.
 * @param wanted files that are sent as soon as nothing stands against them.
 */
export function judgeList(
  uploads: readonly Upload[],
  findings: ReadonlyMap<UploadId, OwnFinding>,
  limits: ListLimits,
  waived: ReadonlySet<UploadId>,
  wanted: ReadonlySet<UploadId>,
): ReadonlyMap<UploadId, Verdict> {
  const verdicts = new Map<UploadId, Verdict>()
  const seen = new Map<string, Upload>()
  let files = limits.attached
  let totalBytes = 0

  const rank = (upload: Upload) => (isOpen(upload) ? (wanted.has(upload.id) ? 1 : 2) : 0)
  for (const upload of [...uploads].sort((one, other) => rank(one) - rank(other))) {
    const finding = findings.get(upload.id)
    if (isOpen(upload)) {
      const verdict = judge(upload, finding)
      verdicts.set(upload.id, verdict)
      if (verdict !== null && verdict !== 'pending') continue
      // A cancelled file leaves no trace; every other one is attached, may be, or will be.
    } else if (upload.state === 'cancelled') continue

    const content = finding?.content ?? null
    if (content !== null && !seen.has(content)) seen.set(content, upload)
    if (isOpen(upload) || limits.takesPlace(upload)) files += 1
    // Of many files the sizes are not known before their checks begin, and to ask for them holds the page.
    if (limits.maxTotalSizeBytes !== null && finding !== undefined) totalBytes += upload.sizeBytes
  }
  return verdicts

  function judge(upload: Upload, finding: OwnFinding | undefined): Verdict {
    if (finding === undefined || finding.verdict === 'pending') return 'pending'
    if (finding.verdict !== null) return same(upload, finding.verdict)
    const twin = finding.content === null ? undefined : seen.get(finding.content)
    if (twin !== undefined && !waived.has(upload.id)) {
      return same(upload, { code: 'UPLOAD.FILE_DUPLICATE', of: 'list', name: twin.name })
    }
    if (limits.maxFiles !== null && files >= limits.maxFiles) {
      // What is attached counts for good: taking it out of the list makes no room.
      const code = limits.attached >= limits.maxFiles ? 'UPLOAD.MAX_FILES_REACHED' : 'UPLOAD.TOO_MANY_FILES'
      return same(upload, { code, limit: limits.maxFiles })
    }
    if (limits.maxTotalSizeBytes !== null && totalBytes + upload.sizeBytes > limits.maxTotalSizeBytes) {
      return same(upload, { code: 'UPLOAD.TOTAL_TOO_LARGE', limitBytes: limits.maxTotalSizeBytes })
    }
    return null
  }
}

/** The very problem an upload has already, when nothing about it changed: so nobody is told of nothing. */
function same(upload: Upload, problem: FileProblem): FileProblem {
  const before = upload.state === 'rejected' ? upload.problem : null
  if (before === null || before === problem) return problem
  return JSON.stringify(before) === JSON.stringify(problem) ? before : problem
}
