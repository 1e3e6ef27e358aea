import type { SlotReport } from '../stores/gate.ts'
import type { KomboAnswer } from './kombo-client.ts'
import { readReply } from './kombo-reply.ts'

/** What an answer, where there is one, says about the integration's slots; Kombo sends both headers with every action. */
export function reportOf(answer: KomboAnswer | null): SlotReport | undefined {
  if (answer?.kind !== 'answer') return undefined
  const reply = readReply(answer)
  return {
    limit: countIn(answer.header('concurrency-limit')),
    remaining: countIn(answer.header('concurrency-remaining')),
    isRefused: reply.kind === 'error' && reply.code === 'PLATFORM.CONCURRENCY_LIMIT_EXCEEDED',
  }
}

function countIn(value: string | null): number | null {
  return value !== null && /^\d{1,9}$/.test(value.trim()) ? Number(value) : null
}
