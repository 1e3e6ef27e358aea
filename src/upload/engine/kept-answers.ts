import type { QueryClient, QueryKey } from '@tanstack/react-query'
import type { RouteAddress } from '../send/route-client.ts'
import { targetKey } from '../token/token.ts'

/** Whose answers they are. */
type Asked = Pick<RouteAddress, 'endpoint' | 'tokens'> & { readonly target: RouteAddress['target'] | null }

/** With the grant: two widgets for one record may be allowed different things. Last what its files count under, which they tell. */
export function rulesKey(asked: Asked): QueryKey {
  return [...keyOf('rules', asked), asked.tokens.grant, asked.tokens.counting]
}

/** Whether rules kept under one are those of the other, but for how many files are counted. */
export function isSameGrant(one: QueryKey, other: QueryKey): boolean {
  return JSON.stringify(one.slice(0, -1)) === JSON.stringify(other.slice(0, -1))
}

/** With the grant as well: it decides what may be read. */
export function existingKey(asked: Asked): QueryKey {
  return [...keyOf('existing', asked), asked.tokens.grant]
}

/** Deliveries to the record have ended: what was said of it before may hold no longer, in no widget of the page. */
export function outdateAnswers(client: QueryClient, asked: Asked, isCounted: boolean): void {
  void client.invalidateQueries({ queryKey: keyOf('existing', asked) })
  if (isCounted) void client.invalidateQueries({ queryKey: keyOf('rules', asked) })
}

function keyOf(what: string, { endpoint, target }: Asked): QueryKey {
  return ['kombo-attachment-upload', what, endpoint, targetKey(target)]
}
