import type { View } from '../../contract/grant.ts'
import type { AttachResponse, Receipt } from '../../contract/wire.ts'

/** A receipt as it stands in the answer. A candidate gets our own remarks only: the ATS's are the portal's business. */
export function receiptBody(receipt: Receipt, view: View): AttachResponse {
  const { name, type, contentType, sizeBytes, sha256, deliveredAt } = receipt
  const warnings = receipt.warnings.filter(({ code }) => view === 'recruiter' || code !== null)
  return {
    status: 'success',
    data: { name, type, content_type: contentType, size_bytes: sizeBytes, sha256, delivered_at: deliveredAt },
    warnings: warnings.map(({ message, code }) => (code === null ? { message } : { message, code })),
  }
}
