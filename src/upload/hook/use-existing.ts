import type { QueryClient } from '@tanstack/react-query'
import type { Rules } from '../../contract/rules.ts'
import type { ExistingAttachment } from '../../contract/wire.ts'
import type { UploadEngine } from '../engine/engine.ts'
import { existingKey } from '../engine/kept-answers.ts'
import { fetchExisting } from '../send/route-client.ts'
import { useRouteQuery } from './route-query.ts'

/** The documents on the record; `null` while they are not known, or may not be. */
export function useExisting(
  engine: UploadEngine,
  rules: Rules | null,
  client: QueryClient,
): readonly ExistingAttachment[] | null {
  const { route } = engine
  const isReadable = route !== null && rules?.canRead === true
  const query = useRouteQuery<readonly ExistingAttachment[]>(
    {
      queryKey: existingKey(engine),
      queryFn: ({ signal }) => (route === null ? [] : fetchExisting(route, signal)),
      enabled: isReadable,
    },
    client,
  )
  return isReadable ? (query.data ?? null) : null
}
