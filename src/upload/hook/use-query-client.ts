import { QueryClient, QueryClientContext } from '@tanstack/react-query'
import { useContext, useEffect, useState } from 'react'

/** The client that is given, or the page's, or one of its own. */
export function useOneQueryClient(given: QueryClient | undefined): QueryClient {
  const provided = useContext(QueryClientContext)
  const [own] = useState(() => new QueryClient())
  useEffect(() => {
    // Nobody else mounts it, and unmounted it would not ask again when the network or the person comes back.
    own.mount()
    return () => own.unmount()
  }, [own])
  return given ?? provided ?? own
}
