import type { QueryClient } from '@tanstack/react-query'
import type { Receipt } from '../../contract/wire.ts'
import { BROKEN, deliver } from './deliver.ts'
import type { Delivery, DeliveryPorts } from './deliver.ts'
import { reportHostError } from '../tasks/host-callback.ts'
import type { Ending } from '../list/reduce.ts'
import { RouteFailure } from './route-client.ts'

/** How long a finished mutation stays in the page's cache, in milliseconds; it holds no bytes and no file name. */
const KEEP_MUTATION_MS = 60_000

/**
 * Carries one file as one react-query mutation, so that the page's own tools (`useIsMutating`, devtools, cache
 * callbacks) see it. The ending is handed over *inside* the mutation function: whatever the page's callbacks in the
 * mutation cache do afterwards, they cannot turn a delivered file into a failure.
 */
export function carry(
  client: QueryClient,
  delivery: Delivery,
  ports: DeliveryPorts,
  onEnd: (ending: Ending) => void,
): void {
  let ended = false
  const end = (ending: Ending) => {
    if (ended) return
    ended = true
    onEnd(ending)
  }

  const mutation = client.getMutationCache().build<Receipt | null, Error, void, unknown>(client, {
    mutationKey: ['kombo-attachment-upload', 'attach'],
    mutationFn: async () => {
      const ending = await deliver(delivery, ports)
      end(ending)
      if (ending.state === 'done') return ending.receipt
      if (ending.state === 'cancelled') return null
      throw new RouteFailure(ending.error)
    },
    // Retries are ours: they wait for the network, are visible, can be cancelled, and go on in a hidden tab.
    retry: 0,
    networkMode: 'always',
    gcTime: KEEP_MUTATION_MS,
  })
  mutation.execute().catch((error: unknown) => {
    // Our own failures are told already. Anything else was thrown by a callback of the page, before or after the delivery.
    if (!(error instanceof RouteFailure)) reportHostError(error)
    end(BROKEN)
  })
}
