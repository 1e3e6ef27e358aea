import type { KomboApplication, KomboApplicationsResponse } from '../kombo/shapes.ts'
import type { Answer } from './answers.ts'
import type { Records } from './records.ts'
import { komboId } from './kombo-id.ts'

/**
 * What `GET /ats/applications` gives: every application on one page. The shape is the official client's; what this ATS does
 * not know is null or empty there. Filters and pages are not simulated: the list is only there to take an id out of.
 */
export function applicationsAnswer(records: Records, integrationId: string, since: Date): Answer {
  const results = records.applications.map((each): KomboApplication => {
    const label = records.label({ kind: 'application', id: each.id })
    const [firstName = '', ...rest] = (label?.person ?? '').split(' ')
    return {
      id: each.id,
      remote_id: `application-${each.id}`,
      outcome: 'PENDING',
      rejection_reason_name: null,
      rejected_at: null,
      current_stage_id: null,
      job_id: komboId(integrationId, each.job),
      candidate_id: each.candidateId,
      custom_fields: null,
      remote_url: null,
      changed_at: since.toISOString(),
      remote_deleted_at: null,
      remote_created_at: null,
      remote_updated_at: null,
      candidate: {
        id: each.candidateId,
        remote_id: `candidate-${each.candidateId}`,
        first_name: firstName,
        last_name: rest.join(' '),
        source: null,
        remote_url: null,
        tags: [],
      },
      current_stage: null,
      job: { id: komboId(integrationId, each.job), remote_id: each.job, name: each.job },
      interviews: [],
      offers: [],
    }
  })
  const body: KomboApplicationsResponse = { status: 'success', data: { results, next: null } }
  return { status: 200, body }
}
