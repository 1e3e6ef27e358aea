'use server'

import { uploadToken } from './kombo'

/** Here your portal checks its session, and that this person may touch this application. */
export async function freshToken(): Promise<string> {
  return uploadToken()
}
