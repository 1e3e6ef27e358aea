import { useEffect, useLayoutEffect } from 'react'

/** `useLayoutEffect`, without React 18's remark about it on a server, where neither runs. */
export const useCommitEffect = typeof window === 'undefined' ? useEffect : useLayoutEffect
