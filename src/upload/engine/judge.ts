import { AtMostEvery } from '../tasks/at-most-every.ts'
import type { Attached } from '../list/attached.ts'
import type { Circumstances } from './circumstances.ts'
import { Checker } from './checker.ts'
import { judgeList } from '../list/judge-list.ts'
import { MEASURE_AT_ONCE } from '../list/describe-files.ts'
import { learnSizes } from '../bytes/learn-sizes.ts'
import { nextTask } from '../tasks/next-task.ts'
import type { Verdict } from '../list/reduce.ts'
import type { UploadList } from '../list/upload-list.ts'
import type { Upload, UploadId } from '../list/upload.ts'
import { isOpen } from '../list/upload.ts'

/** What is judged, and by what. */
export interface JudgePorts {
  readonly list: UploadList
  readonly now: Circumstances
  /** Files that are sent as soon as nothing stands against them. */
  readonly wanted: ReadonlySet<UploadId>
  readonly attached: Attached
  readonly onJudged: (verdicts: ReadonlyMap<UploadId, Verdict>) => void
}

/** The list is judged no more often than that, in milliseconds: a hundred files are not a hundred judgements. */
const JUDGE_EVERY_MS = 16

/** Of longer lists each judgement takes longer: so many files add a millisecond to the time between two. */
const FILES_PER_MS = 60

/** Changed validators are asked no more often than that, in milliseconds: a page may make new ones at each drawing. */
const ASK_EVERY_MS = 1000

/** So many checks begin in one task: to begin a thousand holds the page. */
const BEGIN_AT_ONCE = 100

/** Has each file checked by itself, and the list judged as a whole when anything is found. */
export class Judge {
  readonly checker: Checker
  readonly #ports: JudgePorts
  /** Files that a person let in although they are duplicates. */
  readonly #waived = new Set<UploadId>()
  readonly #judging = new AtMostEvery(
    () => JUDGE_EVERY_MS + this.#ports.list.uploads.length / FILES_PER_MS,
    () => this.#judge(),
  )
  /** What was found before stands meanwhile: else functions that are new at each drawing would cause one after another. */
  readonly #asking = new AtMostEvery(
    () => ASK_EVERY_MS,
    () => this.checkOpen(undefined, true),
  )

  constructor(ports: JudgePorts) {
    this.#ports = ports
    this.checker = new Checker({ ...ports, waived: this.#waived, onFound: () => this.judgeSoon() })
  }

  /** Takes new files into the list, and looks at them. */
  async add(uploads: readonly Upload[]): Promise<void> {
    const { list } = this.#ports
    const late = uploads.length - MEASURE_AT_ONCE
    const awaitSizes = (more: number) => list.note({ unmeasured: list.getSnapshot().unmeasured + more })
    // Said beforehand: whoever draws the rows must not ask for them.
    if (late > 0) awaitSizes(late)
    list.add(uploads)
    if (late > 0) {
      // What is added in the next turn comes first, and the rows with it.
      await nextTask()
      await nextTask()
      await learnSizes(uploads.map(({ file }) => file))
      awaitSizes(-late)
      list.tellSoon()
    }
    for (const [index, { id }] of uploads.entries()) {
      if (index > 0 && index % BEGIN_AT_ONCE === 0) await nextTask()
      // Unless it was taken out of the list, or described anew, meanwhile.
      if (list.find(id) !== undefined && !this.hasBegun(id)) this.check(id)
    }
  }

  hasBegun(id: UploadId): boolean {
    return this.checker.findings.has(id)
  }

  check(id: UploadId): void {
    this.checker.check(id)
  }

  checkOpen(matters: (upload: Upload) => boolean = () => true, keepsFinding = false): void {
    for (const upload of this.#ports.list.uploads) {
      if (isOpen(upload) && matters(upload)) this.checker.check(upload.id, keepsFinding)
    }
    this.judgeSoon()
  }

  /** Asks the page's validators once more. */
  askSoon(): void {
    this.#asking.soon()
  }

  /** Lets a file in although it is a duplicate. */
  waive(id: UploadId): void {
    this.#waived.add(id)
    this.check(id)
    this.judgeSoon()
  }

  forget(id: UploadId): void {
    this.checker.forget(id)
    this.#waived.delete(id)
  }

  judgeSoon(): void {
    this.#judging.soon()
  }

  judge(): void {
    this.#judging.now()
  }

  #judge(): void {
    const { list, now, attached, wanted, onJudged } = this.#ports
    const limits = {
      attached: attached.count(),
      takesPlace: attached.takesPlace,
      maxFiles: now.rules?.maxFiles ?? null,
      maxTotalSizeBytes: now.options.maxTotalSizeBytes ?? null,
    }
    onJudged(judgeList(list.uploads, this.checker.findings, limits, this.#waived, wanted))
  }
}
