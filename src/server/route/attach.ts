import { randomUUID, webcrypto } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import {
  IDEMPOTENCY_KEY_HEADER,
  IDEMPOTENCY_KEY_PATTERN,
  IDEMPOTENCY_REPLAY_ONLY_HEADER,
} from '../../contract/body-layout.ts'
import type { FileCheck, FileSample } from '../../contract/check-file.ts'
import { checkProtected } from '../../contract/check-protected.ts'
import type { FileKind } from '../../contract/file-kinds.ts'
import type { Grant } from '../../contract/grant.ts'
import { tryEmptyPassword } from '../../contract/pdf-password.ts'
import { acceptedKinds, type TypeRule } from '../../contract/rules.ts'
import { formatSubject } from '../../contract/target.ts'
import type { Receipt, Warning } from '../../contract/wire.ts'
import { deliverOnce, type OnceParts, type Order } from '../delivery/deliver-once.ts'
import { storableName } from '../receive/file-name.ts'
import type { ReceivedFile } from '../receive/receive-attachment.ts'
import { receiveAttachment } from '../receive/receive-attachment.ts'
import { rejectionError } from '../answers/rejection-error.ts'
import { announcedBytes, longestBody, openBody } from '../receive/request-body.ts'
import { isReplayOnly } from '../answers/request-failure.ts'
import type { Room } from '../receive/room.ts'
import { RouteError } from '../answers/route-error.ts'
import type { AttachmentRouteOptions } from './route-options.ts'
import type { FileRules } from './rules-for.ts'
import { scanFile } from '../receive/scan.ts'
import type { UploadTrace } from '../answers/upload-trace.ts'

export interface AttachParts extends OnceParts {
  readonly options: Pick<AttachmentRouteOptions, 'temporaryFolder' | 'scan'>
  readonly room: Room
  readonly rulesOf: (grant: Grant) => Promise<FileRules>
}

export interface Attached {
  readonly receipt: Receipt
  readonly isReplayed: boolean
}

/**
 * Receives one file, checks it, and delivers it. Nothing is sent to Kombo before the whole file is in and checked; from
 * then on the delivery goes on whether the caller is still there or not.
 */
export async function attach(
  request: Request,
  incoming: IncomingMessage | null,
  grant: Grant,
  trace: UploadTrace,
  parts: AttachParts,
): Promise<Attached> {
  const order = orderOf(request)
  const limitBytes = Math.min(parts.limits.maxFileSizeBytes, grant.maxFileSizeBytes ?? parts.limits.maxFileSizeBytes)
  const bodyBytes = Math.min(announcedBytes(request) ?? Infinity, longestBody(limitBytes))
  const leaveRoom = parts.room.take(bodyBytes, holderOf(grant))
  let file: ReceivedFile | null = null
  try {
    let rule: TypeRule = { supported: false, reason: 'ats' }
    let unknown: RouteError | null = null
    file = await receive(request, incoming, limitBytes, parts, async ({ type }) => {
      trace.type = type
      const known = await parts.rulesOf(grant)
      unknown = known.unknown
      rule = known.rules.types[type]
      if (rule.supported) return rule.maxFileSizeBytes ?? limitBytes
      const code = rule.reason === 'ats' ? 'UPLOAD.TYPE_NOT_SUPPORTED' : 'UPLOAD.TYPE_NOT_GRANTED'
      throw rejectionError({ code, type })
    })
    trace.sizeBytes = file.sizeBytes
    trace.sha256 = file.sha256

    const name = storableName(file.name)
    const check = await checkProtected({ ...file, name }, file.type, rule, opensFreely)
    const attachment = { name, type: file.type, contentType: accepted(check, rule, unknown).contentType }
    trace.contentType = attachment.contentType
    if (parts.options.scan !== undefined) await scanFile(parts.options.scan, attachment, file)

    const { receipt, isReplayed } = await deliverOnce(order, { attachment, file, grant, trace }, parts)
    const warnings = name === file.name ? receipt.warnings : [...receipt.warnings, NAME_CHANGED]
    return { receipt: { ...receipt, warnings }, isReplayed }
  } finally {
    await file?.text.close()
    leaveRoom()
  }
}

/** Whoever comes with the same grant; where it has no identity, whoever comes to the same record. */
function holderOf({ id, integrationId, target }: Grant): string {
  return `${integrationId} ${id ?? formatSubject(target)}`
}

const NAME_CHANGED: Warning = {
  code: 'UPLOAD.NAME_CHANGED',
  message: 'The file name was changed to one that every system can store',
}

/** Without a key a request is its own: nothing is remembered that anybody could ask for. */
function orderOf(request: Request): Order {
  const key = request.headers.get(IDEMPOTENCY_KEY_HEADER) ?? randomUUID()
  const asksOnly = isReplayOnly(request)
  // To send what was perhaps only asked about could be the second time.
  if (asksOnly === null) throw invalid(`${IDEMPOTENCY_REPLAY_ONLY_HEADER} must be true, false or absent`)
  if (!IDEMPOTENCY_KEY_PATTERN.test(key)) throw invalid(`${IDEMPOTENCY_KEY_HEADER} must be a UUID`)
  return { key, isReplayOnly: asksOnly }
}

function invalid(message: string): RouteError {
  return new RouteError('UPLOAD.IDEMPOTENCY_KEY_INVALID', message)
}

async function receive(
  request: Request,
  incoming: IncomingMessage | null,
  limitBytes: number,
  { limits, options: { temporaryFolder }, signal }: AttachParts,
  onHead: Parameters<typeof receiveAttachment>[1]['onHead'],
): Promise<ReceivedFile> {
  const body = openBody(request, incoming, limitBytes)
  try {
    return await receiveAttachment(body.source, {
      idleMs: limits.bodyIdleMs,
      totalMs: limits.bodyTotalMs,
      signal,
      onHead,
      expectedBytes: announcedBytes(request) ?? 0,
      folder: temporaryFolder,
    })
  } finally {
    body.release()
  }
}

/** Nothing is taken on trust here: what cannot be told counts as protected. */
async function opensFreely(file: FileSample): Promise<boolean> {
  return (await tryEmptyPassword(file, webcrypto.subtle)) === 'opens'
}

/** @param unknown why it is not known just now what the ATS takes, where that is so. */
function accepted(
  check: FileCheck,
  rule: TypeRule,
  unknown: RouteError | null,
): Extract<FileCheck, { accepted: true }> {
  if (check.accepted) return check
  const { rejection } = check
  // Nothing of the file needs to change where the ATS may have its kind on a list that nobody can see now.
  if (unknown !== null && rejection.code === 'UPLOAD.FILE_KIND_NOT_ACCEPTED' && mayBeListed(rejection.kind, rule)) {
    throw unknown
  }
  throw rejectionError(rejection)
}

function mayBeListed(kind: FileKind, rule: TypeRule): boolean {
  return rule.supported && acceptedKinds({ ...rule, acceptedMimeTypes: kind.mimeTypes }).includes(kind)
}
