// Over 200 lines: one language, one catalogue.
import { formsOf } from '../words/forms-of.ts'
import type { Facts, Messages } from '../words/messages.ts'
import { pluralIn } from '../words/plural.ts'

const plural = pluralIn('en', 'one')
const files = (count: number) => plural(count, { one: '# file', other: '# files' })
const THE_ATS = 'the recruiting system'
const form = formsOf(THE_ATS)
/** At the beginning of a sentence. */
const firstAts = form('The recruiting system')
/** The article goes by how an ending is spoken: letter by letter, mostly. */
const a = (kind: string) => (/^(?:[AEFIO]|HTM|LNK|M[PS]|RTF|SV|XL)/u.test(kind) ? `an ${kind}` : `a ${kind}`)
const LATER = 'Try again in a few minutes.'
const OPERATOR = 'Please tell whoever runs this portal; only they can change it.'
const NEW_LINK = 'Ask the person who sent it to you for a new one.'
/** For a candidate, who knows neither the portal's makers nor an administrator. */
const COMPANY = 'Please contact the people you are applying to.'
const toAsk = (facts: Facts) => (facts.view === 'candidate' ? COMPANY : OPERATOR)

export const en: Messages = {
  locale: 'en',
  direction: 'ltr',
  types: { CV: 'CV', COVER_LETTER: 'Cover letter', OTHER: 'Other' },
  targetKinds: { application: 'Application', candidate: 'Candidate' },
  families: {
    pdf: 'PDF',
    word: 'Word',
    text: 'text',
    image: 'image',
    spreadsheet: 'Excel',
    presentation: 'PowerPoint',
    email: 'e-mail',
    media: 'video or audio',
    other: 'other',
  },
  theAts: THE_ATS,

  region: (record) => `Attachments for ${record}`,
  goesTo: (ats) => `goes to ${ats}`,

  chooseFiles: 'Choose files',
  orDropThem: 'or drop them here',
  dropToAdd: 'Drop to add',
  dropToAddCount: (count) => `Drop to add ${files(count)}`,
  upTo: (kinds, limit) => `${kinds}, up\u00A0to\u00A0${limit}`,
  limitsUnknown: (ats) => `${firstAts(ats)} does not say what it accepts; these are the usual limits.`,
  sizeUnknown: (ats) =>
    `${firstAts(ats)} does not say how large a file may be; this is the most that can be sent here.`,
  upToFiles: (count) => `Up to ${files(count)}.`,
  upToTotal: (limit) => `Together up to ${limit}.`,
  noneSupported: (ats, view) => [
    `${firstAts(ats)} does not take attachments through this connection.`,
    view === 'candidate' ? COMPANY : `Add the document in ${ats} itself, or ask its administrator.`,
  ],
  noKindSupported: (ats) => `${firstAts(ats)} takes only kinds of files that cannot be attached here.`,
  noneGranted: ['This link does not allow attachments.', NEW_LINK],
  linkEnds: (time) => [`This link works until ${time}.`, 'Attach your files before then.'],

  loading: 'Asking what can be attached…',
  rulesFailed: 'Files cannot be added right now',
  rulesBack: 'Files can be added now.',

  files: 'Files',
  guessed: 'type guessed from the name',
  suggested: 'type suggested',
  checking: 'Checking the file…',
  uncheckable: 'cannot be checked yet',
  queued: 'Waiting for its turn',
  reading: 'Preparing',
  sending: (percent) => `Sending ${percent}`,
  sentOf: (sent, total) => `${sent} of ${total}`,
  timeLeft: (time) => `about ${time} left`,
  sent: 'Sent',
  waitingFor: (ats) => `waiting for ${ats} to accept it`,
  noProgress: [
    'No progress for a while.',
    'The connection may be slow or gone. You can wait, or cancel and try again.',
  ],
  againIn: (time) => `Trying again in ${time}.`,
  againOnline: 'It continues by itself when you are online.',
  attached: 'Attached',
  attachedWithNote: 'Attached, with a note',
  notAttached: 'Not attached',
  notAdded: 'Not added',
  maybeAttached: 'Maybe attached',
  cancelled: 'Cancelled',
  nothingSent: 'Nothing has reached the record.',
  checkFirst: 'Check before you send it again, so that it is not there twice.',
  says: (ats) => `${firstAts(ats)} says:`,
  logLink: 'Open the log',

  typeOf: (name) => `Type of ${name}`,
  rename: (name) => `Rename ${name}`,
  newName: (name) => `New name of ${name}`,
  open: (name) => `Open ${name}`,
  remove: (name) => `Remove ${name} from the list`,
  cancel: (name) => `Cancel ${name}`,
  retry: 'Try again',
  checkAgain: 'Check again',
  sendAnyway: 'Send anyway',
  addAnyway: 'Add anyway',
  clear: 'Clear list',
  cancelAll: 'Cancel all',
  attach: (count) => `Attach ${files(count)}`,
  attachFiles: 'Attach files',

  skipTo: (label) => `Skip to “${label}”`,
  readyCount: files,
  attachedCount: (done, total) => `${plural.number(done)} of ${plural.number(total)} attached`,
  notAttachedCount: (count) => `${plural.number(count)} not attached`,
  maybeAttachedCount: (count) => `${plural.number(count)} maybe attached`,
  notAddedCount: (count) => `${plural.number(count)} not added`,
  skippedCount: (count) =>
    plural(count, {
      one: '# item skipped: hidden, part of the system, or unreadable.',
      other: '# items skipped: hidden, part of the system, or unreadable.',
    }),
  emptyFolders: (count) => plural(count, { one: '# folder holds no files.', other: '# folders hold no files.' }),
  overall: 'All files',

  onRecord: (count) => plural(count, { one: '# document on the record', other: '# documents on the record' }),

  otherRecord: 'This page has moved on to another record.',
  unsent: (count, record) => {
    const start = plural(count, { one: '# file for', other: '# files for' })
    const end = plural(count, {
      one: 'is not attached yet. Attach it first',
      other: 'are not attached yet. Attach them first',
    })
    return `${start} ${record} ${end}, or discard and switch.`
  },
  discard: 'Discard and switch',
  nothingUnsent: 'Nothing is left to attach here.',
  goOn: 'Continue',

  reasons: {
    atsBusy: ({ ats }) => [`${firstAts(ats)} is busy.`, LATER],
    atsUnreachable: ({ ats }) => [`${firstAts(ats)} cannot be reached right now.`, LATER],
    serviceBusy: () => ['The upload service is busy.', LATER],
    connectionSettings: (facts) => [`The connection to ${facts.ats} is not set up correctly.`, toAsk(facts)],
    inputRefused: ({ ats }) => [`${firstAts(ats)} refused this file.`, 'Another name or format may help.'],
    outcomeUnknown: ({ ats }) => [`${firstAts(ats)} did not say whether it kept the file.`, ''],
    permissionMissing: ({ ats }) => [
      `The connection to ${ats} is not allowed to add attachments.`,
      `An administrator of ${ats} can allow it.`,
    ],
    atsLogin: ({ ats }) => [
      `The connection to ${ats} is no longer signed in.`,
      `An administrator of ${ats} has to connect it again.`,
    ],
    setupIncomplete: ({ ats }) => [
      `The connection to ${ats} is not finished.`,
      `An administrator of ${ats} can complete it.`,
    ],
    setupPending: ({ ats }) => [`The connection to ${ats} is still being prepared.`, 'Try again later today.'],
    notAvailable: ({ ats }) => [
      `${firstAts(ats)} cannot take attachments through this connection.`,
      `Add the document in ${ats} itself.`,
    ],
    switchedOff: ({ ats }) => [
      'Adding attachments is switched off for this connection.',
      `An administrator of ${ats} can switch it on.`,
    ],
    jobClosed: ({ ats }) => [`This job is closed in ${ats}.`, `An administrator of ${ats} can reopen it.`],
    applicationExists: ({ ats }) => [
      `${firstAts(ats)} already has another application for this job.`,
      `An administrator of ${ats} can tell which one counts.`,
    ],
    atsRefused: (facts) => [`${firstAts(facts.ats)} did not take the file and gave no reason we know.`, toAsk(facts)],
    atsClosed: ({ ats }) => [`${firstAts(ats)} cannot take documents here.`, `Trying again does not help. ${COMPANY}`],
    atsOutOfOrder: ({ ats }) => [
      `The connection to ${ats} does not work just now.`,
      'Try again later. If that does not help, contact the people you are applying to.',
    ],
    fileEmpty: () => ['This file is empty.', 'Save it again and add the new one.'],
    fileTooLarge: ({ size, limit }) => [
      `This file is too large: ${size}, and ${limit} is the most.`,
      'Save a smaller version, for example as a PDF with reduced pictures.',
    ],
    fileNameInvalid: () => ['This file has no name.', 'Give it a name and add it again.'],
    kindNotAccepted: ({ ats, kind, type, accepted }) => [
      kind === '' ? 'This kind of file is not known.' : `${firstAts(ats)} does not take ${kind} files as “${type}”.`,
      accepted === '' ? 'Save it as a PDF and add it again.' : `Save it as ${accepted} and add it again.`,
    ],
    contentMismatch: ({ kind }) => [
      kind === '' ? 'The content of this file does not match its ending.' : `This is not really ${a(kind)} file.`,
      'Open it and save it in the right format; changing the ending alone is not enough.',
    ],
    oldFormat: ({ kind, accepted }) => [
      `This is really an older ${kind} file.`,
      `Change its ending to ${kind}${accepted === '' ? '' : `, open it, save it as ${accepted}`} and add it again.`,
    ],
    passwordProtected: () => [
      'This file is protected with a password.',
      'Save it without the password, or print it to a new PDF.',
    ],
    hasMacros: () => ['This document contains macros.', 'Save it as a PDF, or as a document without macros.'],
    activeContent: ({ kind }) => [
      kind === '' ? 'Files that can run are not accepted.' : `${kind} files can run and are not accepted.`,
      'Add the document itself, best as a PDF.',
    ],
    shortcut: () => [
      'This is a shortcut, not the document itself.',
      'Open it, save the document as a PDF and add that.',
    ],
    typeNotSupported: ({ ats, type }) => [`${firstAts(ats)} has no place for “${type}”.`, 'Choose another type.'],
    typeNotGranted: ({ type }) => [`“${type}” is not allowed here.`, 'Choose another type.'],
    linkInvalid: () => ['This link is not valid.', NEW_LINK],
    linkExpired: () => ['This link has expired.', NEW_LINK],
    noAccess: () => ['This page could not get access to the upload service.', 'Try again.'],
    linkUsedUp: () => ['This link has taken all the files it may.', NEW_LINK],
    connectionBroke: () => ['The connection broke before everything was sent.', 'Try again.'],
    fileRefused: ({ said }) => [said === '' ? 'This file was refused.' : said, ''],
    fileUnreadable: () => [
      'The file can no longer be read.',
      'It was moved or changed since you chose it, its drive was unplugged, or it is a folder. Add it again by itself.',
    ],
    duplicate: ({ name, of }) =>
      of === 'list'
        ? [`The same document is in the list already: ${name}.`, '']
        : [`The same document is on the record already: ${name}.`, ''],
    tooManyFiles: ({ count }) => [`Only ${files(count)} can be added.`, 'Remove another one first.'],
    totalTooLarge: ({ limit }) => [`All files together may be up to ${limit}.`, 'Remove another one first.'],
    offline: () => ['You are offline.', 'It continues by itself when you are back.'],
    answerLost: () => ['The connection broke after the file was sent.', ''],
    notArrived: () => ['The file did not arrive.', 'You can send it again.'],
    cancelledLate: () => ['You cancelled after everything was sent. The file may have arrived.', ''],
    gatewayRefused: (facts) => ['Something between you and the upload service refused the file.', toAsk(facts)],
    answerInvalid: (facts) => ['The answer did not come from the upload service.', toAsk(facts)],
    internal: (facts) => ['The upload service could not handle this.', toAsk(facts)],
  },
  warnings: {
    'UPLOAD.NAME_CHANGED': 'The name was changed to one that every system can store.',
    'UPLOAD.ATTACHED_TO_CANDIDATE': 'Stored on the candidate, not on this application.',
    'UPLOAD.ANSWER_UNDOCUMENTED': 'It was confirmed in an unusual way. Have a look at the record.',
    'UPLOAD.CONFIRMED_BY_READ_BACK': 'The answer was lost, but the file was found on the record.',
  },

  page: {
    title: 'Attach documents',
    note: 'You can close this page once every file says “Attached”.',
    incomplete: ['This link is incomplete.', 'Open it again from the message it came in, as a whole.'],
  },
  announce: {
    added: (count) => `${files(count)} added.`,
    outcome: (name, type, outcome) => `${name}, ${type}: ${outcome}`,
    many: (count, outcome) => `${files(count)}: ${outcome}`,
    removed: (name) => `${name} removed from the list.`,
    removedCount: (count) => `${files(count)} removed from the list.`,
    progress: (percent) => `${percent} sent.`,
  },
}
