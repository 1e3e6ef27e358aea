import { KOMBO_ERRORS } from '../../contract/error-code.ts'

export type KomboCode = keyof typeof KOMBO_ERRORS

/** Whether a code is one of Kombo's that we know, as opposed to one of our own (`UPLOAD.…`) or one from the future. */
export function isKomboCode(code: string): code is KomboCode {
  return Object.hasOwn(KOMBO_ERRORS, code)
}
