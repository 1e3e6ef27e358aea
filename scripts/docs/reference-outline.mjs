/**
 * What docs/reference.md shows, door by door; each export of a door stands in one section, which a test holds. `members` is
 * a table of names, types and meanings, and `options` the same for what the reader gives; `names` is one of names and
 * meanings; `code` the declarations themselves; `components` a table of React components; `text` the text and no more.
 *
 * @typedef {object} Section
 * @property {string} title
 * @property {'members' | 'options' | 'names' | 'code' | 'components' | 'text' | 'custom properties'} as
 * @property {readonly Place[]} places The declarations, what is extended before what extends it; none for `text` alone.
 * @property {readonly string[]} exports What of it can be imported, by the names the door gives it.
 * @property {string} text What the source does not say, or says only for itself. Empty: it says everything.
 *
 * @typedef {readonly [file: string, name: string]} Place
 *
 * @typedef {object} Door
 * @property {string} door
 * @property {string} what
 * @property {string} file Whose exports these are.
 * @property {readonly Section[]} sections
 */

/**
 * @param {string} title
 * @param {string} file
 * @param {string} name
 * @param {Section['as']} [as]
 * @param {readonly string[]} [exports] Default: the declaration, under its own name.
 * @returns {Section}
 */
function section(title, file, name, as = 'members', exports = [name]) {
  return { title, as, places: [[file, name]], exports, text: '' }
}

/**
 * Several declarations of one file that belong together.
 * @param {string} title
 * @param {string} file
 * @param {readonly string[]} names
 * @param {Section['as']} [as]
 * @returns {Section}
 */
function group(title, file, names, as = 'code') {
  return { title, as, places: names.map((name) => /** @type {const} */ ([file, name])), exports: names, text: '' }
}

/**
 * One section of several.
 * @param {string} title
 * @param {readonly Section[]} sections
 * @returns {Section}
 */
function together(title, sections) {
  return {
    title,
    as: 'code',
    places: sections.flatMap(({ places }) => places),
    exports: sections.flatMap(({ exports }) => exports),
    text: '',
  }
}

/**
 * @param {string} title
 * @param {string} text
 * @param {readonly string[]} exports
 * @returns {Section}
 */
function words(title, text, exports) {
  return { title, as: 'text', places: [], exports, text }
}

/**
 * A declaration that extends another, whose members come first.
 * @param {Place} base
 * @param {Section} own
 * @returns {Section}
 */
function extending(base, own) {
  return { ...own, places: [base, ...own.places] }
}

/** @type {readonly Door[]} */
export const DOORS = [
  {
    door: 'kombo-attachment-upload',
    what: 'The React component and the headless hook. Load `kombo-attachment-upload/styles.css` once.',
    file: 'src/index.ts',
    sections: [
      section('`<AttachmentUpload>`', 'src/widget/AttachmentUpload.tsx', 'AttachmentUpload', 'code'),
      extending(
        ['src/upload/engine/attachment-upload.ts', 'UploadSettings'],
        section(
          'Options of the component and the hook',
          'src/upload/hook/attachment-upload-options.ts',
          'AttachmentUploadOptions',
          'options',
        ),
      ),
      extending(
        ['src/widget/base/settings.ts', 'AppearanceSettings'],
        section('Appearance of the component', 'src/widget/AttachmentUploadView.tsx', 'AppearanceProps', 'options'),
      ),
      section(
        'Options of the component alone, beside these two',
        'src/widget/AttachmentUpload.tsx',
        'AttachmentUploadProps',
        'options',
      ),
      section('Slots', 'src/widget/base/widget-context.ts', 'Slots', 'options'),
      section('`<AttachmentUploadView>`', 'src/widget/AttachmentUploadView.tsx', 'AttachmentUploadView', 'code'),
      section(
        'Options of `<AttachmentUploadView>`, beside the appearance',
        'src/widget/AttachmentUploadView.tsx',
        'AttachmentUploadViewProps',
        'options',
      ),
      section('`<AttachmentUploadRoot>`', 'src/widget/AttachmentUploadRoot.tsx', 'AttachmentUploadRoot', 'code'),
      section(
        'Options of `<AttachmentUploadRoot>`, beside words, theme and size',
        'src/widget/AttachmentUploadRoot.tsx',
        'AttachmentUploadRootProps',
        'options',
      ),
      {
        title: 'Parts inside `<AttachmentUploadRoot>`',
        as: 'components',
        places: [
          ['src/widget/layout-parts.tsx', 'UploadHeader'],
          ['src/widget/layout-parts.tsx', 'UploadZone'],
          ['src/widget/layout-parts.tsx', 'UploadRows'],
          ['src/widget/rows/UploadRow.tsx', 'UploadRow'],
          ['src/widget/layout-parts.tsx', 'UploadFooter'],
          ['src/widget/layout-parts.tsx', 'UploadExisting'],
        ],
        exports: ['UploadHeader', 'UploadZone', 'UploadRows', 'UploadRow', 'UploadFooter', 'UploadExisting'],
        text: '',
      },
      section('Options of `<UploadHeader>`', 'src/widget/layout-parts.tsx', 'UploadHeaderProps', 'options'),
      section('Levels of headings', 'src/widget/base/settings.ts', 'HeadingLevel', 'code'),
      section('`useAttachmentUpload`', 'src/upload/hook/use-attachment-upload.ts', 'useAttachmentUpload', 'code'),
      {
        ...section('Answer of the hook', 'src/upload/engine/attachment-upload.ts', 'AttachmentUpload', 'members', [
          'AttachmentUploadState',
        ]),
        text: 'Where `AttachmentUpload` stands as a type on this page, it is this one.',
      },
      section('Props for markup of your own', 'src/upload/hook/prop-getters.ts', 'propGetters', 'members', []),
      together('Upload', [
        section('', 'src/upload/list/upload.ts', 'UploadBase', 'code', []),
        group('', 'src/upload/list/upload.ts', ['Upload', 'UploadId', 'FileProblem']),
      ]),
      section('Outcome', 'src/upload/engine/attachment-upload.ts', 'Outcome', 'code'),
      group('What else the answer holds', 'src/upload/engine/attachment-upload.ts', [
        'Summary',
        'RulesState',
        'PendingTargetChange',
      ]),
      section('Validator', 'src/upload/engine/attachment-upload.ts', 'Validator', 'code'),
      group('Rules', 'src/contract/rules.ts', ['Rules', 'TypeRule']),
      section('Target', 'src/contract/target.ts', 'Target', 'code'),
      section('AttachmentType', 'src/contract/attachment.ts', 'ATTACHMENT_TYPES', 'names', ['AttachmentType']),
      section('Receipt', 'src/contract/wire.ts', 'Receipt'),
      group('Warning and ExistingAttachment', 'src/contract/wire.ts', ['Warning', 'ExistingAttachment']),
      section('UploadError', 'src/contract/wire.ts', 'UploadError'),
      words('ErrorCode', 'Every code, as a type: [errors](errors.md).', ['ErrorCode']),
      together('How requests are carried', [
        section('', 'src/upload/send/send.ts', 'Send', 'code'),
        section('', 'src/upload/send/send.ts', 'SendRequest', 'code', []),
        section('', 'src/upload/send/send.ts', 'SendOptions', 'code', []),
        section('', 'src/upload/send/send.ts', 'Answer', 'code', []),
        section('', 'src/upload/send/route-client.ts', 'Ask', 'code'),
      ]),
      section('`explain`', 'src/widget/words/explain.ts', 'explain', 'code'),
      words(
        '`en`',
        'The English words, which are the default. Each other language has [a door of its own](#kombo-attachment-uploadlocales).',
        ['en'],
      ),
      group('Messages', 'src/widget/words/messages.ts', ['Messages', 'Explanation', 'Facts', 'OutcomeWord']),
      words(
        'Reason',
        'Names of the members of `reasons` in the words: what a person can tell apart of what does not work. Many [codes](errors.md) are one reason.',
        ['Reason'],
      ),
      section('States (`data-state`)', 'src/upload/list/upload.ts', 'UPLOAD_STATES', 'names', [
        'UPLOAD_STATES',
        'UploadState',
      ]),
      section('Parts (`data-part`)', 'src/widget/words/parts.ts', 'PARTS', 'names', ['PARTS', 'Part']),
      section('Tones (`data-tone`)', 'src/widget/words/parts.ts', 'TONES', 'names', ['TONES', 'Tone']),
      section('Custom properties', 'src/widget/theme.css', '', 'custom properties', []),
    ],
  },
  {
    door: 'kombo-attachment-upload/locales/*',
    what: "The words in one language, to be given as `messages`: `import { de } from 'kombo-attachment-upload/locales/de'`.",
    file: 'src/widget/locales/*.ts',
    sections: [],
  },
  {
    door: 'kombo-attachment-upload/element',
    what: 'The custom element. Loading it defines `<kombo-attachment-upload>`; `dist/element.js` is one file with styles inside, for a plain `<script>`. Only types can be imported from it.',
    file: 'src/element.ts',
    sections: [
      section('Attributes', 'src/element/settings.ts', 'ATTRIBUTES', 'names', []),
      section('Properties', 'src/element/settings-element.ts', 'SettingsElement', 'members', []),
      section('Methods, list and form', 'src/element/attachment-upload-element.tsx', 'AttachmentUploadElement'),
      section('Events', 'src/element/events.ts', 'AttachmentEvents', 'members', []),
      section('Details of events', 'src/widget/outcome-events.ts', 'SettledDetail'),
    ],
  },
  {
    door: 'kombo-attachment-upload/element/locales/*',
    what: "One more language for the element, as a script that is loaded beside it in any order, or with a bundler: `import 'kombo-attachment-upload/element/locales/de'`. It hands out nothing by name.",
    file: '',
    sections: [],
  },
  {
    door: 'kombo-attachment-upload/server',
    what: 'The backend route and its tokens. Node only.',
    file: 'src/server.ts',
    sections: [
      section('`createAttachmentRoute`', 'src/server/route/route.ts', 'createAttachmentRoute', 'code'),
      section('Options of the route', 'src/server/route/route-options.ts', 'RouteBasics', 'options', [
        'AttachmentRouteOptions',
      ]),
      section('How callers are let in', 'src/server/access/authorise.ts', 'Access', 'code'),
      section('Limits', 'src/server/limits/route-limits.ts', 'RouteLimits'),
      section('`DEFAULT_LIMITS`', 'src/server/limits/route-limits.ts', 'DEFAULT_LIMITS', 'code'),
      section('The route', 'src/server/route/route.ts', 'AttachmentRoute'),
      section('`signUploadToken`', 'src/server/access/upload-token.ts', 'signUploadToken', 'code'),
      section('Content of an upload token', 'src/server/access/upload-token.ts', 'UploadTokenClaims', 'options'),
      section('`verifyUploadToken`', 'src/server/access/upload-token.ts', 'verifyUploadToken', 'code'),
      section('What an upload token turns out to be', 'src/server/access/upload-token.ts', 'VerifiedToken', 'code'),
      section('`grantFor`', 'src/server/access/upload-token.ts', 'grantFor', 'code'),
      section('Grant', 'src/contract/grant.ts', 'Grant'),
      section('The record a path names', 'src/contract/target.ts', 'Target', 'code'),
      section('`scan`', 'src/server/receive/scan.ts', 'Scan', 'code'),
      section('What a scan sees', 'src/server/receive/scan.ts', 'ScannedFile'),
      section('`onUpload`', 'src/server/answers/upload-event.ts', 'UploadEvent'),
      section('Outcomes', 'src/server/answers/upload-event.ts', 'UPLOAD_OUTCOMES', 'names', [
        'UPLOAD_OUTCOMES',
        'UploadOutcome',
      ]),
      section('`createMemoryStore`', 'src/server/stores/memory-store.ts', 'createMemoryStore', 'code'),
      section('`createRedisStore`', 'src/server/stores/redis-store.ts', 'createRedisStore', 'code'),
      section('Options of the Redis store', 'src/server/stores/redis-store.ts', 'RedisStoreOptions', 'options'),
      section('`connectRedis`', 'src/server/stores/redis-connection.ts', 'connectRedis', 'code'),
      section('`closeRedis`', 'src/server/stores/redis-connection.ts', 'closeRedis', 'code'),
      words('RedisClient', 'A client of the package `redis`, as `connectRedis` makes it.', ['RedisClient']),
      section('DeliveryStore', 'src/server/stores/delivery-store.ts', 'DeliveryStore', 'code'),
      group('What a `DeliveryStore` takes and gives', 'src/server/stores/delivery-store.ts', [
        'Claim',
        'ClaimResult',
        'CountedFile',
        'Delivered',
        'RememberedOutcome',
        'SlotPool',
        'Place',
      ]),
      section('`startStandalone`', 'src/server/standalone/standalone.ts', 'startStandalone', 'code'),
      group('What `startStandalone` takes and gives', 'src/server/standalone/standalone.ts', [
        'StandaloneConfig',
        'StandaloneOptions',
        'Standalone',
      ]),
      section('`ListenError`', 'src/server/standalone/listen.ts', 'ListenError', 'code'),
      section('`TemporaryFolderError`', 'src/server/receive/temporary-folder.ts', 'TemporaryFolderError', 'code'),
      section('`readConfig`', 'src/server/standalone/config.ts', 'readConfig', 'code'),
      group('What `readConfig` gives', 'src/server/standalone/config.ts', [
        'ConfigResult',
        'ServerConfig',
        'KomboAccess',
      ]),
      section('`VARIABLES`', 'src/server/standalone/environment.ts', 'VARIABLES', 'names', [
        'VARIABLES',
        'VariableName',
      ]),
      group('Variables of the environment', 'src/server/standalone/environment.ts', ['Variable', 'Environment']),
      section('`LOG_LEVELS`', 'src/server/standalone/variable-values.ts', 'LOG_LEVELS', 'names', [
        'LOG_LEVELS',
        'LogLevel',
      ]),
      section('`readCommand`', 'src/server/standalone/command-line.ts', 'readCommand', 'code'),
      group('Commands', 'src/server/standalone/command-line.ts', ['Command', 'TokenCommand', 'CommandLineError']),
      words('`HELP`', 'What `npx kombo-attachment-upload --help` prints.', ['HELP']),
    ],
  },
  {
    door: 'kombo-attachment-upload/sandbox',
    what: 'The simulated Kombo, for demonstrations and tests; see [Testing](testing.md#end-to-end-tests-the-sandbox). Node only.',
    file: 'src/sandbox.ts',
    sections: [
      section('`createSandbox`', 'src/sandbox/create-sandbox.ts', 'createSandbox', 'code'),
      section('Options', 'src/sandbox/sandbox-api.ts', 'SandboxOptions', 'options'),
      section('Sandbox', 'src/sandbox/sandbox-api.ts', 'Sandbox'),
      group('What it knows from the start', 'src/sandbox/seed.ts', [
        'SANDBOX_API_KEY',
        'SANDBOX_INTEGRATION_ID',
        'SANDBOX_APPLICATION_ID',
        'SANDBOX_CANDIDATE_ID',
        'SANDBOX_SHARED_ID',
      ]),
      group('Records', 'src/sandbox/records.ts', ['SandboxTarget', 'SandboxApplication', 'SandboxCandidate']),
      section('Faults that are none of Kombo’s codes', 'src/sandbox/faults.ts', 'OTHER_FAULTS', 'names', []),
      {
        ...group('Faults', 'src/sandbox/faults.ts', ['FaultName', 'FAULT_NAMES', 'describeFault', 'FaultDescription']),
        text: 'These, and each of [Kombo’s codes](errors.md#from-kombo-and-the-ats).',
      },
      section('Options of a fault', 'src/sandbox/fault-queue.ts', 'FaultOptions', 'options'),
      section('The queue of faults', 'src/sandbox/fault-queue.ts', 'FaultQueue', 'members'),
      group('What a fault is meant for', 'src/sandbox/fault-queue.ts', ['ArmedFault', 'FaultCandidate', 'Operation']),
      section('An integration', 'src/sandbox/integration.ts', 'SandboxIntegration'),
      group('Settings of an integration', 'src/sandbox/integration.ts', ['IntegrationSettings', 'Enforcement']),
      section('How it reads back', 'src/sandbox/integration.ts', 'ReadBack'),
      section('Precision of its times', 'src/sandbox/integration.ts', 'TimestampPrecision', 'code'),
      section('Profiles of restrictions', 'src/sandbox/restriction-profiles.ts', 'RESTRICTION_PROFILES', 'names', [
        'RESTRICTION_PROFILES',
        'RestrictionProfile',
      ]),
      group('Restrictions', 'src/sandbox/restriction-profiles.ts', ['RestrictionAnswer', 'TypeRestrictions']),
      section('A received attachment', 'src/sandbox/received-attachment.ts', 'ReceivedAttachment'),
      section('A document that is there already', 'src/sandbox/ats.ts', 'PlacedDocument', 'code'),
      group('Traffic', 'src/sandbox/traffic.ts', ['SeenRequest', 'RateLimit']),
    ],
  },
  {
    door: 'kombo-attachment-upload/testing',
    what: 'Helpers for tests of a page with the widget on it; see [Testing](testing.md). They need `@testing-library/dom`.',
    file: 'src/testing.ts',
    sections: [
      section('`dropFiles`', 'src/testing/give-files.ts', 'dropFiles', 'code'),
      section('`pasteFiles`', 'src/testing/give-files.ts', 'pasteFiles', 'code'),
      section('`chooseFiles`', 'src/testing/give-files.ts', 'chooseFiles', 'code'),
      section('Files', 'src/testing/give-files.ts', 'Files', 'code'),
      section('`scriptedRoute`', 'src/testing/scripted-route.ts', 'scriptedRoute', 'code'),
      section('Options of the scripted route', 'src/testing/scripted-route.ts', 'ScriptedRouteOptions', 'options'),
      group('Rules and documents of the scripted route', 'src/testing/wire-words.ts', [
        'WireTypeRule',
        'WireAttachment',
      ]),
      section('The scripted route', 'src/testing/scripted-route.ts', 'ScriptedRoute'),
      section('Outcomes of the scripted route', 'src/testing/route-answers.ts', 'ScriptedOutcome', 'code'),
      section('A file the scripted route was given', 'src/testing/route-answers.ts', 'ScriptedFile', 'code'),
      section('A request that is held', 'src/testing/held-request.ts', 'HeldRequest', 'code'),
    ],
  },
]
