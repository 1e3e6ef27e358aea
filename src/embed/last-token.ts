import { useCallback, useEffect, useState } from 'react'

const KEY = 'kombo-attachment-upload.token'

/**
 * Where a token is kept that came with the address, so that a reload finds it. It is moved out of the address at once,
 * and then stands in no list of visited pages, no bookmark and no screenshot.
 */
export interface TokenPlace {
  find(): string | undefined
  /** `undefined` forgets what is kept. */
  keep(token: string | undefined): void
}

/**
 * For a frame: its own entry of the tab's history. It is there where browsers block storage in frames, and unlike storage
 * it is not shared with a frame beside it, which may be another person's.
 */
export const HISTORY_ENTRY: TokenPlace = {
  find() {
    const state: unknown = history.state
    if (typeof state !== 'object' || state === null || !(KEY in state)) return undefined
    return typeof state[KEY] === 'string' ? state[KEY] : undefined
  },
  keep(token) {
    history.replaceState(token === undefined ? null : { [KEY]: token }, '', location.pathname + location.search)
  },
}

/** For a page of its own: the tab, until it is closed; where storage is forbidden, the history entry. */
export const TAB: TokenPlace = {
  find: () => HISTORY_ENTRY.find() ?? inStorage((storage) => storage.getItem(KEY)) ?? undefined,
  keep(token) {
    const isStored = inStorage((storage) => {
      if (token === undefined) storage.removeItem(KEY)
      else storage.setItem(KEY, token)
      // A page prepared before it is opened has a copy of the tab's storage, which is gone with the opening.
      return !('prerendering' in document && document.prerendering)
    })
    HISTORY_ENTRY.keep(isStored ? undefined : token)
  },
}

/** `null` where the browser forbids storage: then even naming it throws. */
function inStorage<T>(use: (storage: Storage) => T): T | null {
  try {
    return use(sessionStorage)
  } catch {
    return null
  }
}

/**
 * The token that came last, with the address (`#token=…`) or from elsewhere. Another fragment is no reload: neither a
 * link opened in this tab nor a portal that gives its frame another `src` starts the page anew.
 * @returns the token, and what to call with one that came otherwise. Such a one is not kept, and what was kept before is
 *   forgotten: after a reload it would stand for another record.
 */
export function useLastToken(place: TokenPlace): readonly [token: string | undefined, take: (token: string) => void] {
  const [last, setLast] = useState(() => {
    const token = lastToken(place)
    return { token, kept: token }
  })
  const take = useCallback((token: string) => setLast({ token, kept: undefined }), [])

  useEffect(() => {
    const look = () => {
      const came = tokenIn(location.hash)
      if (came !== undefined) {
        setLast((before) => (before.token === came && before.kept === came ? before : { token: came, kept: came }))
      }
      // Also when nothing came: the entry of the history that was gone back to may hold an earlier one.
      place.keep(came ?? last.kept)
    }
    look()
    window.addEventListener('hashchange', look)
    window.addEventListener('popstate', look)
    return () => {
      window.removeEventListener('hashchange', look)
      window.removeEventListener('popstate', look)
    }
  }, [place, last])

  return [last.token, take]
}

/** The token that the page starts with. */
export function lastToken(place: TokenPlace): string | undefined {
  return tokenIn(location.hash) ?? place.find()
}

/** The token of an address's fragment. */
export function tokenIn(hash: string): string | undefined {
  return new URLSearchParams(hash.slice(1)).get('token') || undefined
}
