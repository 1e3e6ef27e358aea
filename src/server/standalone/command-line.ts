import { parseArgs } from 'node:util'
import { ATTACHMENT_TYPES, isAttachmentType } from '../../contract/attachment.ts'
import type { AttachmentType } from '../../contract/attachment.ts'
import { VIEWS } from '../../contract/grant.ts'
import type { View } from '../../contract/grant.ts'
import { parseSubject, parseTargetId } from '../../contract/target.ts'
import { VARIABLES } from './environment.ts'
import type { UploadTokenClaims } from '../access/upload-token.ts'

/** The command was asked for in a way it does not understand; the message is for the person who typed it. */
export class CommandLineError extends Error {
  override readonly name = 'CommandLineError'
}

export interface TokenCommand {
  readonly name: 'token'
  readonly claims: UploadTokenClaims
  /** Base URL of the link, without a trailing slash; `null`: where the environment says the server listens. */
  readonly url: string | null
}

export type Command = TokenCommand | { readonly name: 'serve' | 'help' | 'version' }

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const

const TOKEN_OPTIONS = {
  ...OPTIONS,
  application: { type: 'string' },
  candidate: { type: 'string' },
  applicant: { type: 'string' },
  integration: { type: 'string' },
  label: { type: 'string' },
  types: { type: 'string' },
  'max-files': { type: 'string' },
  'max-size': { type: 'string' },
  read: { type: 'boolean' },
  view: { type: 'string' },
  ttl: { type: 'string' },
  url: { type: 'string' },
} as const

const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }

/**
 * Reads the arguments after the command's own name.
 * @throws CommandLineError
 */
export function readCommand(args: readonly string[]): Command {
  const [name, ...rest] = args
  if (name === 'token') return readTokenCommand(rest)
  const { values, positionals } = parse(() =>
    parseArgs({ args: name === 'serve' ? rest : [...args], options: OPTIONS, allowPositionals: true }),
  )
  if (values.help === true) return { name: 'help' }
  if (values.version === true) return { name: 'version' }
  if (positionals.length > 0) throw new CommandLineError(`Unknown command "${positionals[0]}".`)
  return { name: 'serve' }
}

function readTokenCommand(args: readonly string[]): Command {
  const { values } = parse(() => parseArgs({ args: [...args], options: TOKEN_OPTIONS }))
  if (values.help === true) return { name: 'help' }
  if (values.version === true) return { name: 'version' }
  const { integration, label, types, view, ttl, url } = values
  if (integration === undefined) throw new CommandLineError('--integration is missing: the Kombo integration id.')
  assertFilledIn(integration, values.application, values.candidate, values.applicant)
  const claims: UploadTokenClaims = {
    target: readTarget(values.application, values.candidate),
    integrationId: integration,
    read: values.read ?? false,
    ...(values.applicant === undefined ? {} : { candidateId: readApplicant(values.applicant, values.application) }),
    ...(label === undefined ? {} : { label }),
    ...(types === undefined ? {} : { types: readTypes(types) }),
    ...(view === undefined ? {} : { view: readView(view) }),
    ...(ttl === undefined ? {} : { expiresInSeconds: readLifetime(ttl) }),
    ...(values['max-files'] === undefined ? {} : { maxFiles: readCount('--max-files', values['max-files']) }),
    ...(values['max-size'] === undefined ? {} : { maxFileSizeBytes: readCount('--max-size', values['max-size']) }),
  }
  return { name: 'token', claims, url: url === undefined ? null : readUrl(url) }
}

function parse<Result>(run: () => Result): Result {
  try {
    return run()
  } catch (error) {
    // parseArgs explains itself in TypeErrors with a code; what follows the first sentence is a lecture.
    if (!(error instanceof TypeError && 'code' in error)) throw error
    throw new CommandLineError(error.message.replace(/\. .*$|\.?$/s, '.'), { cause: error })
  }
}

/** An id left as the documents show it makes a link that looks good until a file is sent. */
function assertFilledIn(...ids: readonly (string | undefined)[]): void {
  const left = ids.find((id) => id !== undefined && /[…<>\s]/u.test(id))
  if (left !== undefined) throw new CommandLineError(`"${left}" is not filled in yet: the id of yours goes there.`)
}

function readTarget(application: string | undefined, candidate: string | undefined): string {
  if ((application === undefined) === (candidate === undefined)) {
    throw new CommandLineError('Give one of --application and --candidate: the Kombo id of the record.')
  }
  const kind = application === undefined ? 'candidate' : 'application'
  return `${kind}:${readId(`--${kind}`, application ?? candidate)}`
}

function readApplicant(applicant: string, application: string | undefined): string {
  if (application === undefined) throw new CommandLineError('--applicant goes with --application only.')
  return readId('--applicant', applicant)
}

/** An id with its kind, as it stands in a token, would be signed with two. */
function readId(option: string, id = ''): string {
  if (parseTargetId(id) !== null && parseSubject(id) === null) return id
  throw new CommandLineError(`${option} takes the Kombo id of the record, without its kind.`)
}

function readTypes(text: string): readonly AttachmentType[] {
  const names = text.split(',').map((name) => name.trim().toUpperCase())
  const types = names.filter(isAttachmentType)
  if (types.length === names.length) return [...new Set(types)]
  throw new CommandLineError(`--types takes a list of ${ATTACHMENT_TYPES.join(', ')}, e.g. --types CV,OTHER.`)
}

function readView(text: string): View {
  const view = VIEWS.find((each) => each === text)
  if (view === undefined) throw new CommandLineError(`--view is one of ${VIEWS.join(', ')}.`)
  return view
}

function readLifetime(text: string): number {
  const [, count, unit] = /^(\d+)([smhd])$/.exec(text) ?? []
  const seconds = Number(count) * (UNIT_SECONDS[unit ?? ''] ?? Number.NaN)
  if (Number.isSafeInteger(seconds) && seconds > 0) return seconds
  throw new CommandLineError('--ttl is a number and a unit: 90s, 30m, 1h or 7d.')
}

function readCount(option: string, text: string): number {
  const count = /^\d+$/.test(text) ? Number(text) : 0
  if (Number.isSafeInteger(count) && count > 0) return count
  throw new CommandLineError(`${option} is a whole number of at least 1${option === '--max-size' ? ', in bytes' : ''}.`)
}

function readUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  // The page asks for its parts at the root of its origin: below a path it would not load.
  if (url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/') return url.origin
  throw new CommandLineError('--url is the origin of the upload page, without a path, e.g. https://upload.example.')
}

/** Width of the column of names, with a gap after the longest. */
const NAME_WIDTH = Math.max(...Object.keys(VARIABLES).map((name) => name.length)) + 2

/** What `--help` prints. */
export const HELP = `kombo-attachment-upload: an upload page and route that attach documents in an ATS through Kombo

  npx kombo-attachment-upload            serves the page and the route; without KOMBO_API_KEY as a demo
  npx kombo-attachment-upload token …    prints an upload token, and a link that holds it

Token
  --application ID | --candidate ID  the record documents are attached to
  --integration ID                   the Kombo integration it belongs to
  --applicant ID                     the candidate who applied; tells when a file ends up on them
  --label TEXT                       whose record it is, as shown: "Frank Doe · Senior Nurse"
  --types CV,OTHER                   types that may be attached; default: all the ATS takes
  --max-files N                      most files; default: unlimited
  --max-size BYTES                   largest file; default: what server and ATS allow
  --read                             let the documents on the record be listed
  --view candidate                   for a candidate: nothing of the ATS's inner life is shown
  --ttl 1h                           lifetime, in s, m, h or d
  --url URL                          where the page is; default: http://HOST:PORT

Other
  -h, --help                         this text
  -v, --version                      the version

Environment
${Object.entries(VARIABLES)
  .map(
    ([name, { unset, meaning }]) =>
      `  ${name.padEnd(NAME_WIDTH)}${meaning}\n${' '.repeat(2 + NAME_WIDTH)}Not set: ${unset}.`,
  )
  .join('\n')}`
