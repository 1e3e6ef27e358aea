import { ERROR_GUIDE } from './error-guide.mjs'

/** @typedef {import('../../src/contract/error-code.ts').ErrorPolicy} ErrorPolicy */

/** @type {ReadonlyMap<string, readonly string[]>} */
const GUIDE = new Map(Object.entries(ERROR_GUIDE))

const AGAIN = { automatic: 'by itself', 'by-hand': 'by hand', never: 'no' }
const WHO = { person: 'person', 'ats-admin': 'ATS administrator', operator: 'portal', time: 'time' }

const INTRODUCTION = `# Error codes

<!-- Written by \`npm run docs\` from src/contract/error-code.ts and scripts/docs/error-guide.mjs: do not edit. -->

Every failure carries one of these codes: in \`error.code\` of the route's answer, in \`error.code\` or \`problem.code\` of an
upload, and in the log once an upload has begun. Decide by the code, never by the message or the HTTP status.

- **status** is what the route answers with; 0: found in the browser, never sent.
- **again**: whether the same file may be sent again. *By itself*: the widget and the route do it; after the widget's fifth try a person may press "Try again". *By hand*: a person
  may press "Try again". *No*: something must change first.
- **arrived**: *no*: certainly nothing reached the ATS. *Maybe*: only the record can tell, and nothing is sent again
  before somebody looked. The answer's own \`delivery\` outranks this table.
- **who** can change it: the person who uploads, the customer's ATS administrator, whoever runs the portal, or time.
`

/**
 * docs/errors.md.
 * @param {typeof import('../../src/contract/error-code.ts')} contract
 */
export function renderErrors(contract) {
  return [
    INTRODUCTION,
    section('Refused before anything is sent', contract.REJECTIONS, 'The browser checks first, the route again.'),
    section('From the route', contract.ROUTE_ERRORS),
    section(
      'From Kombo and the ATS',
      contract.KOMBO_ERRORS,
      "Kombo's own codes, passed on with its message and log link.",
    ),
    section('Found in the browser', contract.BROWSER_ERRORS),
  ].join('\n')
}

/**
 * @param {string} title
 * @param {Record<string, ErrorPolicy>} policies
 * @param {string} [note]
 */
function section(title, policies, note) {
  const rows = Object.entries(policies).map(([code, policy]) => {
    const [cause, remedy] = GUIDE.get(code) ?? []
    const { status, retry, delivery, fixer } = policy
    return `| \`${code}\` | ${status} | ${AGAIN[retry]} | ${delivery === 'none' ? 'no' : 'maybe'} | ${WHO[fixer]} | ${cause} | ${remedy} |`
  })
  const head = ['| code | status | again | arrived | who | cause | remedy |', '|---|---|---|---|---|---|---|']
  return [`## ${title}`, '', ...(note === undefined ? [] : [note, '']), ...head, ...rows, ''].join('\n')
}
