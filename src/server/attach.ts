import type { IncomingMessage } from 'node:http'
import { checkFile, type FileCheck } from '../contract/check-file.ts'
import type { Grant } from '../contract/grant.ts'
import type { Rules, TypeRule } from '../contract/rules.ts'
import type { Receipt } from '../contract/wire.ts'
import { deliver } from './deliver.ts'
import type { KomboClient } from './kombo-client.ts'
import type { ReceivedFile } from './receive-attachment.ts'
import { receiveAttachment } from './receive-attachment.ts'
import { rejectionError } from './rejection-error.ts'
import { openBody } from './request-body.ts'
import type { AttachmentRouteOptions, RouteLimits } from './route-options.ts'

export interface AttachParts {
  readonly kombo: KomboClient
  readonly limits: RouteLimits
  readonly options: Pick<AttachmentRouteOptions, 'allowedRisks' | 'temporaryFolder'>
  readonly rulesOf: (grant: Grant) => Promise<Rules>
}

/** Receives one file, checks it, and delivers it; nothing is sent to Kombo before the whole file is in and checked. */
export async function attach(
  request: Request,
  incoming: IncomingMessage | null,
  grant: Grant,
  parts: AttachParts,
): Promise<Receipt> {
  const { limits, options } = parts
  const limitBytes = Math.min(limits.maxFileSizeBytes, grant.maxFileSizeBytes ?? limits.maxFileSizeBytes)
  const body = openBody(request, incoming, limitBytes)
  let rule: TypeRule = { supported: false, reason: 'ats' }
  let file: ReceivedFile
  try {
    file = await receiveAttachment(body.source, {
      idleMs: limits.bodyIdleMs,
      totalMs: limits.bodyTotalMs,
      ...(options.temporaryFolder === undefined ? {} : { folder: options.temporaryFolder }),
      async onHead({ type }) {
        const rules = await parts.rulesOf(grant)
        rule = rules.types[type]
        if (rule.supported) return rule.maxFileSizeBytes ?? limitBytes
        const code = rule.reason === 'ats' ? 'UPLOAD.TYPE_NOT_SUPPORTED' : 'UPLOAD.TYPE_NOT_GRANTED'
        throw rejectionError({ code, type })
      },
    })
  } finally {
    body.release()
  }
  try {
    const { contentType } = accepted(checkFile(file, file.type, rule, { allowedRisks: options.allowedRisks ?? [] }))
    const attachment = { name: file.name, type: file.type, contentType }
    const delivered = await deliver(attachment, file.text, grant, parts.kombo)
    return { ...attachment, sizeBytes: file.sizeBytes, sha256: file.sha256, ...delivered }
  } finally {
    await file.text.close()
  }
}

function accepted(check: FileCheck): Extract<FileCheck, { accepted: true }> {
  if (check.accepted) return check
  throw rejectionError(check.rejection)
}
