import type { QueryClient, QueryFunction, QueryKey, UseQueryOptions, UseQueryResult } from '@tanstack/react-query'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { waitBeforeRetry } from '../send/retry-policy.ts'
import { RouteFailure } from '../send/route-client.ts'

/**
 * How long an answer is taken as current, in milliseconds; an older one is asked for again when the page is looked at. People
 * attach in another tab and come back: what is attached there has to be known as a duplicate here, and is counted.
 */
const FRESH_MS = 10_000

/** Of no type: what is not there at all may not be `undefined`, but nothing else keeps a default out. */
const WITHOUT: object = {
  initialData: undefined,
  notifyOnChangeProps: undefined,
  persister: undefined,
  select: undefined,
}

/** Nobody is told that it is asked again, so that is done within this time, in milliseconds, or not at all. */
const LONGEST_SILENCE_MS = 60_000

function waitMs(failures: number, error: Error): number {
  return (error instanceof RouteFailure ? waitBeforeRetry(error.error, failures + 1, 0.5) : null) ?? Infinity
}

/** How the route is asked. Set out in full: the page's own defaults must not reach in here. */
const ROUTE_QUERY = {
  placeholderData: () => undefined,
  structuralSharing: true,
  staleTime: FRESH_MS,
  refetchInterval: false,
  refetchOnReconnect: false,
  refetchOnMount: true,
  retryOnMount: true,
  refetchOnWindowFocus: true,
  networkMode: 'always',
  throwOnError: false,
  retry: (failures: number, error: Error) => failures < 2 && waitMs(failures, error) <= LONGEST_SILENCE_MS,
  retryDelay: waitMs,
} as const

export interface RouteQuestion<T> {
  readonly queryKey: QueryKey
  readonly queryFn: QueryFunction<T>
  readonly enabled: boolean
  /** What is shown until there is an answer, of what was answered under another key. Default: nothing. */
  readonly placeholderData?: NonNullable<UseQueryOptions<T>['placeholderData']>
}

/** What the route answers, kept in the page's cache. */
export function useRouteQuery<T>(question: RouteQuestion<T>, client: QueryClient): UseQueryResult<T> {
  const query = useQuery({ ...WITHOUT, ...ROUTE_QUERY, ...question }, client)
  const { refetch } = query
  // A page that cancels all its queries, as it does before it writes into the cache, cancels this one with them.
  const isCancelled = question.enabled && (query.isPending || query.isPlaceholderData) && query.fetchStatus === 'idle'
  useEffect(() => {
    if (isCancelled) void refetch()
  }, [isCancelled, refetch])
  return query
}
