/**
 * What docs/reference.md shows, door by door. `members` is a table of names, types and meanings, and `options` the same
 * for what the reader gives; `names` is one of names and meanings; `code` the declaration itself.
 *
 * @typedef {object} Section
 * @property {string} title
 * @property {string} file
 * @property {string} name The declaration; empty for custom properties.
 * @property {'members' | 'options' | 'names' | 'code' | 'custom properties'} as
 *
 * @typedef {object} Door
 * @property {string} door
 * @property {string} what
 * @property {readonly Section[]} sections
 */

/**
 * @param {string} title
 * @param {string} file
 * @param {string} name
 * @param {Section['as']} [as]
 * @returns {Section}
 */
function section(title, file, name, as = 'members') {
  return { title, file, name, as }
}

/** @type {readonly Door[]} */
export const DOORS = [
  {
    door: 'kombo-attachment-upload',
    what: 'The React component and the headless hook. Load `kombo-attachment-upload/styles.css` once.',
    sections: [
      section('`<AttachmentUpload>`', 'src/widget/AttachmentUpload.tsx', 'AttachmentUpload', 'code'),
      section(
        'Options of the component and the hook',
        'src/upload/attachment-upload.ts',
        'AttachmentUploadOptions',
        'options',
      ),
      section('Appearance of the component', 'src/widget/AttachmentUploadView.tsx', 'AppearanceProps', 'options'),
      section('Slots', 'src/widget/widget-context.ts', 'Slots', 'options'),
      section(
        '`<AttachmentUploadRoot>`',
        'src/widget/AttachmentUploadRoot.tsx',
        'AttachmentUploadRootProps',
        'options',
      ),
      section('`useAttachmentUpload`', 'src/upload/use-attachment-upload.ts', 'useAttachmentUpload', 'code'),
      section('Answer of the hook', 'src/upload/attachment-upload.ts', 'AttachmentUpload'),
      section('Props for markup of your own', 'src/upload/prop-getters.ts', 'propGetters'),
      section('Upload', 'src/upload/upload.ts', 'Upload', 'code'),
      section('Outcome', 'src/upload/attachment-upload.ts', 'Outcome', 'code'),
      section('Receipt', 'src/contract/wire.ts', 'Receipt'),
      section('UploadError', 'src/contract/wire.ts', 'UploadError'),
      section('States (`data-state`)', 'src/upload/upload.ts', 'UPLOAD_STATES', 'names'),
      section('Parts (`data-part`)', 'src/widget/parts.ts', 'PARTS', 'names'),
      section('Custom properties', 'src/widget/theme.css', '', 'custom properties'),
    ],
  },
  {
    door: 'kombo-attachment-upload/element',
    what: 'The custom element. Loading it defines `<kombo-attachment-upload>`; `dist/element.js` is one file with styles inside, for a plain `<script>`.',
    sections: [
      section('Attributes', 'src/element/settings.ts', 'ATTRIBUTES', 'names'),
      section('Properties', 'src/element/settings-element.ts', 'SettingsElement'),
      section('Methods, list and form', 'src/element/attachment-upload-element.tsx', 'AttachmentUploadElement'),
      section('Events', 'src/element/events.ts', 'HTMLElementEventMap'),
    ],
  },
  {
    door: 'kombo-attachment-upload/server',
    what: 'The backend route and its tokens. Node only.',
    sections: [
      section('`createAttachmentRoute`', 'src/server/route.ts', 'createAttachmentRoute', 'code'),
      section('Options of the route', 'src/server/route-options.ts', 'RouteBasics', 'options'),
      section('How callers are let in', 'src/server/authorise.ts', 'Access', 'code'),
      section('Limits', 'src/server/route-options.ts', 'RouteLimits'),
      section('The route', 'src/server/route.ts', 'AttachmentRoute'),
      section('`signUploadToken`', 'src/server/upload-token.ts', 'signUploadToken', 'code'),
      section('Content of an upload token', 'src/server/upload-token.ts', 'UploadTokenClaims', 'options'),
      section('`verifyUploadToken`', 'src/server/upload-token.ts', 'verifyUploadToken', 'code'),
      section('`grantFor`', 'src/server/upload-token.ts', 'grantFor', 'code'),
      section('Grant', 'src/contract/grant.ts', 'Grant'),
      section('`scan`', 'src/server/scan.ts', 'Scan', 'code'),
      section('What a scan sees', 'src/server/scan.ts', 'ScannedFile'),
      section('`onUpload`', 'src/server/upload-event.ts', 'UploadEvent'),
      section('`createMemoryStore`', 'src/server/memory-store.ts', 'createMemoryStore', 'code'),
      section('`createRedisStore`', 'src/server/redis-store.ts', 'createRedisStore', 'code'),
      section('`connectRedis`', 'src/server/redis-connection.ts', 'connectRedis', 'code'),
      section('Options of the Redis store', 'src/server/redis-store.ts', 'RedisStoreOptions', 'options'),
    ],
  },
  {
    door: 'kombo-attachment-upload/sandbox',
    what: 'The simulated Kombo, for demonstrations and tests. Node only.',
    sections: [
      section('`createSandbox`', 'src/sandbox/create-sandbox.ts', 'createSandbox', 'code'),
      section('Options', 'src/sandbox/sandbox-api.ts', 'SandboxOptions', 'options'),
      section('Sandbox', 'src/sandbox/sandbox-api.ts', 'Sandbox'),
      section('Options of a fault', 'src/sandbox/fault-queue.ts', 'FaultOptions', 'options'),
      section('An integration', 'src/sandbox/integration.ts', 'SandboxIntegration'),
      section('How it reads back', 'src/sandbox/integration.ts', 'ReadBack'),
      section('A received attachment', 'src/sandbox/ats.ts', 'ReceivedAttachment'),
    ],
  },
  {
    door: 'kombo-attachment-upload/testing',
    what: 'Helpers for tests of a page with the widget on it; see [Testing](testing.md). They need `@testing-library/dom`.',
    sections: [
      section('`dropFiles`', 'src/testing/give-files.ts', 'dropFiles', 'code'),
      section('`pasteFiles`', 'src/testing/give-files.ts', 'pasteFiles', 'code'),
      section('`chooseFiles`', 'src/testing/give-files.ts', 'chooseFiles', 'code'),
      section('`scriptedRoute`', 'src/testing/scripted-route.ts', 'scriptedRoute', 'code'),
      section('Options of the scripted route', 'src/testing/scripted-route.ts', 'ScriptedRouteOptions', 'options'),
      section('The scripted route', 'src/testing/scripted-route.ts', 'ScriptedRoute'),
      section('Outcomes', 'src/testing/route-answers.ts', 'ScriptedOutcome', 'code'),
    ],
  },
]
