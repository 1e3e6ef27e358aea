/**
 * Cause and remedy of every error code, for docs/errors.md. Longer than other files because it is one table: the
 * compiler refuses it when a code of src/contract/error-code.ts is missing here, or stands here and not there.
 *
 * @typedef {import('../../src/contract/error-code.ts').ErrorCode} ErrorCode
 * @typedef {readonly [cause: string, remedy: string]} Guide
 */

/** @satisfies {Record<ErrorCode, Guide>} */
export const ERROR_GUIDE = /** @type {const} */ ({
  'PLATFORM.RATE_LIMIT_EXCEEDED': [
    'More requests to Kombo in this minute than it allows, all features of your account together.',
    'None needed: the route waits as long as Kombo says and sends again. If it is frequent, ask Kombo for a higher limit.',
  ],
  'PLATFORM.CONCURRENCY_LIMIT_EXCEEDED': [
    'As many actions of this integration are in flight as Kombo allows (30 by default).',
    'None needed: the route sends again. With several instances set `REDIS_URL`, so that they share one count; other services on the same integration count as well.',
  ],
  'PLATFORM.INTEGRATION_NOT_FOUND': [
    'Kombo does not know the `integration_id`: deleted, mistyped, or of another environment or region than the API key.',
    "Compare the id with Kombo's dashboard, and `KOMBO_API_URL` (`eu`, `us`) with the region of the account.",
  ],
  'PLATFORM.INPUT_INVALID': [
    "Kombo's own check refused the request, most often a record that does not exist (any more).",
    'Read the message; check that `sub` names an existing record of this integration, and `remote_fields` if you use them.',
  ],
  'PLATFORM.UNKNOWN_ERROR': [
    'Something failed inside Kombo, and nobody knows whether the document was kept.',
    'The route has looked at the record where it could. Look there before sending it again; give Kombo the log link.',
  ],
  'PLATFORM.IP_NOT_WHITELISTED': [
    "The API key may be used from listed addresses only, and this server's is not among them.",
    "Add the server's outgoing address to the key in Kombo's dashboard.",
  ],
  'PLATFORM.AUTHENTICATION_INVALID': [
    'Kombo does not accept the API key: expired, revoked, or of another environment.',
    'Set a valid `KOMBO_API_KEY` and restart.',
  ],
  'PLATFORM.TASK_TIMED_OUT': [
    'Kombo gave up waiting for the ATS; the ATS may still have kept the document.',
    'The route has looked at the record where it could. Look there before sending it again.',
  ],
  'INTEGRATION.PERMISSION_MISSING': [
    'The user or key with which the customer connected their ATS may not add attachments there.',
    "The customer's ATS administrator gives it that permission.",
  ],
  'INTEGRATION.AUTHENTICATION_INVALID': [
    'The ATS no longer accepts the credentials of the connection.',
    "The customer connects the ATS again through Kombo's reconnect link.",
  ],
  'INTEGRATION.QA_FAILED': [
    "Kombo's checks of the newly connected system found something wrong.",
    "Whoever runs the portal looks at the integration in Kombo's dashboard; Kombo's support helps.",
  ],
  'INTEGRATION.SETUP_SYNC_PENDING': [
    'The ATS was connected a moment ago and its first synchronisation is still running. It can take hours.',
    "Wait for it: Kombo's `sync-finished` webhook tells when. Asking again and again does not help.",
  ],
  'INTEGRATION.SETUP_INCOMPLETE': [
    'The customer has not finished connecting the ATS.',
    "The customer completes the open steps; Kombo's dashboard shows them.",
  ],
  'INTEGRATION.INACTIVE': [
    'The integration is switched off. Development integrations are, after two weeks without requests.',
    "Switch it on again in Kombo's dashboard.",
  ],
  'INTEGRATION.MODEL_NOT_AVAILABLE': [
    'This ATS has no such data in Kombo, so it cannot be read.',
    'Leave `read` out of tokens for this integration.',
  ],
  'INTEGRATION.MODEL_DISABLED': [
    'Reading this data is switched off in the scope configuration.',
    "Enable **Read document attachments** in Kombo's scope configuration.",
  ],
  'INTEGRATION.ACTION_NOT_AVAILABLE': [
    'Kombo cannot add attachments to this kind of record in this ATS.',
    'Try the other kind of record (application, candidate), or do not show the widget for this integration.',
  ],
  'INTEGRATION.ACTION_DISABLED': [
    'Adding attachments is switched off: in your scope configuration, or by the customer.',
    "First whoever runs the portal: is **Add attachments** enabled in Kombo's scope configuration? If so, the customer has opted out and must allow it.",
  ],
  'REMOTE.SERVICE_UNAVAILABLE': [
    'The ATS is down or did not answer Kombo.',
    'The route looks on the record for some ten seconds, and tries again where the document is not there. An upload that ends with this code is *maybe attached*: the record could not be read or did not tell. Look there before sending it again.',
  ],
  'REMOTE.RATE_LIMIT_EXCEEDED': [
    "The ATS's own limit is reached; some allow a few requests per second.",
    'None needed: the route tries again for a while. After that, try again in a few minutes.',
  ],
  'REMOTE.INPUT_INVALID': [
    'The ATS refused the document: name, size, kind, or a closed record.',
    "Read the message, which is the ATS's own. Another name or a PDF often helps.",
  ],
  'REMOTE.UNKNOWN_HTTP_ERROR': [
    'The ATS answered Kombo with an error that Kombo cannot classify; the document may have been kept.',
    'The route has looked at the record where it could. Look there before sending it again.',
  ],
  'ATS.JOB_CLOSED': ['The job is no longer open in the ATS.', 'The ATS administrator reopens it, or nobody.'],
  'ATS.APPLICATION_ALREADY_EXISTS': [
    'The candidate has another application for this job already.',
    'The ATS administrator knows which one counts; sign a token for that one.',
  ],

  'UPLOAD.FILE_EMPTY': ['The file has no content.', 'Save it again and choose the new one.'],
  'UPLOAD.FILE_TOO_LARGE': [
    "The file is larger than the smallest of four limits: the ATS's for this type, the token's, the server's, and 25 MiB where none of them says anything. Or the framework around the route cut it off by a limit of its own ([Limits of the framework](embedding.md#limits-of-the-framework)).",
    "Save a smaller version. `MAX_FILE_SIZE_BYTES` and `max_file_size_bytes` are yours to change, the ATS's limit is not.",
  ],
  'UPLOAD.FILE_NAME_INVALID': ['The file has no name.', 'Give it one.'],
  'UPLOAD.FILE_KIND_UNKNOWN': [
    'The file name ends in no extension we know, or in none.',
    'Save it in a common format, best as a PDF.',
  ],
  'UPLOAD.FILE_KIND_NOT_ACCEPTED': [
    'The ATS does not take this kind of file for this attachment type, does not say what it takes and this is none of the usual kinds, or it is an archive.',
    'Save it in one of the kinds the widget lists, or choose another type. To take archives that the ATS lists: `allowedRisks: ["archive"]`.',
  ],
  'UPLOAD.FILE_CONTENT_MISMATCH': [
    'The first bytes are not those of the kind its extension names: renamed instead of converted, or damaged.',
    'Open it with the program it was made with and save it in the right format.',
  ],
  'UPLOAD.FILE_PASSWORD_PROTECTED': [
    'The document opens with a password only. A PDF that opens without one and only restricts printing or copying is taken, unless the beginning and the end of the file do not tell which of the two it is.',
    'Save it without the password, or print it to a new PDF.',
  ],
  'UPLOAD.FILE_HAS_MACROS': [
    'The Office document contains a program (macros).',
    'Save it as a PDF, or without macros. To take such files all the same: `allowedRisks: ["macros"]`.',
  ],
  'UPLOAD.FILE_ACTIVE_CONTENT': [
    'A program, script, shortcut, HTML or SVG file: something that runs when it is opened.',
    'Attach the document itself, best as a PDF. To take such files all the same: `allowedRisks: ["active-content"]`.',
  ],
  'UPLOAD.TYPE_NOT_SUPPORTED': ['The ATS has no place for this attachment type.', 'Choose one of the offered types.'],
  'UPLOAD.TYPE_NOT_GRANTED': [
    "The token's `types` leaves this attachment type out.",
    'Choose one of the offered types, or sign a token with this one.',
  ],

  'UPLOAD.TOKEN_MISSING': [
    'The request has no `Authorization: Bearer` header, or `authorize` answered with `null`.',
    'Give the widget `token` or `getToken`. Behind a proxy, check that it passes the header on.',
  ],
  'UPLOAD.TOKEN_INVALID': [
    'Signed with another secret or algorithm, cut off, for another audience, or a claim is missing or wrong. The message names which. Or the page gave text that cannot be a token, and nothing was sent.',
    'Compare `UPLOAD_TOKEN_SECRET` on both sides byte by byte, then the claims with [tokens](tokens.md#claims).',
  ],
  'UPLOAD.TOKEN_EXPIRED': [
    "The token's `exp` has passed.",
    'Give the widget `getToken`, or send a new link. If it happens at once, compare the clocks.',
  ],
  'UPLOAD.TARGET_MISMATCH': [
    'The path names another record than the token.',
    'With `getToken`, let it fetch the token of the record that `target` names. With `token`, leave `target` out: the token names its record.',
  ],
  'UPLOAD.READ_NOT_GRANTED': [
    'The list of documents was asked for with a token without `read`.',
    'Sign the token with `read: true`, if this person may see what is on the record.',
  ],
  'UPLOAD.MAX_FILES_REACHED': [
    "As many files as the token's `max_files` are attached, under way or maybe attached.",
    'Sign a new token with another `jti`.',
  ],
  'UPLOAD.NOT_FOUND': [
    "There is no such path on the route. Or the widget's `target` is neither `application:<id>` nor `candidate:<id>`.",
    'Check `endpoint` and where the route is mounted: `<endpoint>/applications/<id>/attachments`.',
  ],
  'UPLOAD.METHOD_NOT_ALLOWED': [
    'The path exists, the method does not. The `Allow` header says which do.',
    'Use the widget, or the method named.',
  ],
  'UPLOAD.BODY_MISSING': [
    'The request has no body.',
    'Check whether a body parser (`express.json()`) stands before the route: mount the route first.',
  ],
  'UPLOAD.BODY_INVALID': [
    'The body is not JSON of the expected shape. The message says what is wrong.',
    "Send what [the API](https://docs.kombo.dev/ats/v1/post-applications-application-id-attachments) documents, with `data` instead of `data_url`, and without `remote_fields`, which are the token's.",
  ],
  'UPLOAD.BODY_ORDER': [
    '`data` is not the last member of `attachment`, or `attachment` not the last of the body: then the file would have to be held in memory before anything is known about it.',
    'Write `name`, `content_type` and `type` before `data`.',
  ],
  'UPLOAD.BODY_HEAD_TOO_LONG': [
    'More than 8 KiB stand before `data`.',
    'Shorten the name; nothing else belongs there.',
  ],
  'UPLOAD.BASE64_INVALID': [
    '`data` holds something other than padded base64 of the standard alphabet: a `data:` prefix, line breaks, the URL-safe alphabet, or `\\/` for a slash, as `json_encode` of PHP writes it.',
    'Encode it as RFC 4648, section 4, says, in one line; in PHP with `JSON_UNESCAPED_SLASHES`.',
  ],
  'UPLOAD.BODY_INCOMPLETE': [
    'The connection ended before the body did.',
    'Try again. If a proxy stands between, look at its time limits: see [production](production.md#reverse-proxies).',
  ],
  'UPLOAD.BODY_TIMEOUT': [
    'Nothing arrived for 30 seconds, or the whole body took longer than 15 minutes.',
    'Try again on a better connection; `limits.bodyIdleMs` and `limits.bodyTotalMs` are yours to change.',
  ],
  'UPLOAD.MEDIA_TYPE_UNSUPPORTED': [
    'The `Content-Type` of the request is not `application/json`.',
    'Send JSON; multipart is not offered, by Kombo neither.',
  ],
  'UPLOAD.ENCODING_UNSUPPORTED': [
    'The `Content-Encoding` of the request is neither `gzip` nor absent.',
    'Send it uncompressed or with gzip.',
  ],
  'UPLOAD.IDEMPOTENCY_KEY_INVALID': [
    '`Idempotency-Key` is not a UUID, or `Idempotency-Replay-Only` is neither `true` nor `false`.',
    'Send a new UUID for each file; `Idempotency-Replay-Only: true` once, and only to ask what became of one.',
  ],
  'UPLOAD.IDEMPOTENCY_KEY_REUSED': [
    'This `Idempotency-Key` was used for another file.',
    'Send a new UUID for each file, and the same one only to repeat the same file.',
  ],
  'UPLOAD.FILE_REFUSED': ["Your own scan refused the file; the message is the scan's.", 'Depends on the scan.'],
  'UPLOAD.RATE_LIMITED': [
    'More requests with this token or from this address than the standalone server allows in a minute.',
    'None needed: the widget waits and goes on.',
  ],
  'UPLOAD.SERVER_BUSY': [
    'The server handles as many files as it has room for, or this token as many as it may have under way at once; or the disk for temporary files is full.',
    'None needed: the widget waits and goes on. If it is frequent, add an instance; where the log says `request failed` with `ENOSPC` or `EMFILE`, make room on that disk or allow more open files.',
  ],
  'UPLOAD.SERVER_STOPPING': [
    'This instance is being replaced and finishes only what it has begun.',
    'None needed: the widget waits and goes on with the next instance.',
  ],
  'UPLOAD.STORE_UNAVAILABLE': [
    'Redis cannot be reached, or refuses what it is asked, so nobody can say whether this file was sent already; nothing is sent without knowing. Or this server stood still for so long that another one may have answered for the file.',
    'Bring Redis back: what is wrong with it stands in the log (`redis failed`, `request failed`) and in `/readyz`. The widget waits and goes on.',
  ],
  'UPLOAD.ATS_BUSY': [
    "Kombo or the ATS stayed busy until the route's deadline, and nothing is on the record. Kombo's and the ATS's own limits (`…_LIMIT_EXCEEDED`) end an upload as this code; they stand for themselves only where the list of documents was asked for.",
    'None needed: the widget waits and goes on. If it is frequent, see what else uses the integration.',
  ],
  'UPLOAD.ATS_UNREACHABLE': [
    'No connection to Kombo, or it broke before the last byte was sent. Or Kombo does not say just now what the ATS takes, and the file is of a kind that not every ATS does.',
    "None needed if it passes. If it stays: check the server's way out to `api.kombo.dev` or `api.us.kombo.dev`.",
  ],
  'UPLOAD.ATS_REFUSED': [
    'Kombo answered with an error in no documented shape, or with a code newer than this table (the widget shows it).',
    'Read the message and the log link; update this package if the code is new. A newer code leaves the file *maybe attached*: look at the record first.',
  ],
  'UPLOAD.FILE_NOT_TAKEN': [
    'What a candidate is told in place of `PLATFORM.INPUT_INVALID` and `REMOTE.INPUT_INVALID`: the ATS refused this file. The log has the code.',
    'Another name or format may help.',
  ],
  'UPLOAD.ATS_CLOSED': [
    'What a candidate is told where the same would fail again: the job is closed, another application exists, or this ATS cannot take attachments here. The log has the code.',
    'Look the code up below; the candidate is told to turn to the company.',
  ],
  'UPLOAD.ATS_OUT_OF_ORDER': [
    'What a candidate is told where the connection to the ATS has to be repaired, allowed or finished by somebody else. The log has the code.',
    'Look the code up below. Once that is done, “Try again” goes through.',
  ],
  'UPLOAD.DELIVERY_UNKNOWN': [
    'The file was sent, and no answer says whether it was kept: none came in time, the connection broke, the answer came before the end of the file had left, or it was neither a success nor an error. Or the record leaves open what became of an earlier try. Or another request under this key is still under way or has taken over, or what became of one was asked for and nothing is remembered of it, or nothing that can be read. A candidate is told so in place of each code that leaves it open.',
    'The route has looked at the record where it could. “Check again” looks once more; “Send anyway” sends it a second time.',
  ],
  'UPLOAD.NOT_ATTACHED': [
    'An earlier request under this key left it open whether the file was kept. It is still not on the record, long after any answer of Kombo, so it was not.',
    'Press “Try again”: it is sent anew.',
  ],
  'UPLOAD.INTERNAL': [
    'A fault in the route, or your own `scan` or `authorize` threw. The answer carries no detail on purpose; the log does.',
    'Look at the log (`onError` in your own server). Please report it, unless it is your own function.',
  ],

  'UPLOAD.FILE_UNREADABLE': [
    'The file was moved, changed, or unplugged after it was chosen, or is a placeholder that the cloud did not deliver.',
    'Choose it again.',
  ],
  'UPLOAD.FILE_DUPLICATE': [
    'The same content stands in the list already, or on the record.',
    'Remove it, or press “Add anyway”.',
  ],
  'UPLOAD.TOO_MANY_FILES': ["More files than the token's `max_files`.", 'Remove some.'],
  'UPLOAD.TOTAL_TOO_LARGE': ['All files together exceed `maxTotalSizeBytes`.', 'Remove some.'],
  'UPLOAD.VALIDATOR_REFUSED': [
    "One of the page's `validators` refused the file, or threw.",
    "The message is the validator's; without one, look at the browser's console.",
  ],
  'UPLOAD.TOKEN_UNAVAILABLE': [
    "The page's own `getToken` threw, gave nothing or no token, or did not answer within 30 seconds, and no token holds any more.",
    'Press “Try again”. If it stays, look at what `getToken` asks: the session of the portal may be over.',
  ],
  'UPLOAD.OFFLINE': ['The browser has no network.', 'None needed: it goes on when the network is back.'],
  'UPLOAD.NETWORK': [
    'The route could not be reached, or the connection broke before everything was sent. Browsers do not tell why: no server, a wrong certificate, or CORS.',
    'The widget tries again. If it never works, check `endpoint` and `ALLOWED_ORIGINS`.',
  ],
  'UPLOAD.ANSWER_LOST': [
    'The connection broke after everything was sent, so the route may have attached it.',
    'Press “Check again”: the route remembers what it did. Nothing is sent twice by that.',
  ],
  'UPLOAD.CANCELLED_LATE': [
    'The person cancelled when everything was sent already. The route goes on without the browser, so it may have been attached.',
    'Press “Check again”: the route remembers what it did. Nothing is sent twice by that.',
  ],
  'UPLOAD.GATEWAY_REFUSED': [
    'A proxy in front of the route refused the request: most often its own size limit (413), or nothing at this address (404).',
    "Raise the proxy's limit: see [production](production.md#reverse-proxies).",
  ],
  'UPLOAD.ANSWER_INVALID': [
    "The answer is not the route's: a login page, a wrong `endpoint`, or the error page of a proxy that stopped waiting (502, 504).",
    'Open `<endpoint>/applications/x/attachments/rules` in the browser: the route answers with JSON. If it is a 504: see [production](production.md#reverse-proxies); until then “Check again” tells whether the file arrived.',
  ],
})
