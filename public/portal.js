/*
 * Everything a portal without React writes itself. Here the token comes with the address of this example; a portal's own
 * page fetches it from its server, which has checked the session.
 */
const token = new URLSearchParams(location.hash.slice(1)).get('token')

/** Where the upload page is: on a host of its own in production, next to this example here. */
const UPLOAD_ORIGIN = location.origin

const element = document.querySelector('kombo-attachment-upload')
const frame = document.querySelector('iframe')
const log = document.querySelector('[role="log"]')

document.getElementById('no-token').hidden = token !== null

function write(text) {
  log.append(Object.assign(document.createElement('li'), { textContent: text }))
}

// The element: a property and events.
if (token !== null) element.token = token
for (const type of ['attachment-uploaded', 'attachment-warning', 'attachment-failed', 'attachments-settled']) {
  element.addEventListener(type, ({ detail }) => write(`element: ${type} ${detail.name ?? ''}`.trim()))
}

// The frame: messages. Hear only this frame and this origin; speak only to this origin.
window.addEventListener('message', (event) => {
  if (event.source !== frame.contentWindow || event.origin !== UPLOAD_ORIGIN) return
  if (event.data?.source !== 'kombo-attachment-upload') return
  const { type, height, id, detail } = event.data
  if (type === 'height') {
    frame.style.height = `${height}px`
  } else if (type === 'token-needed') {
    if (token !== null) tell({ type: 'token', id, token })
  } else {
    write(`frame: ${type} ${detail?.name ?? ''}`.trim())
  }
})

// The frame may have spoken before this script listened: ask it to repeat. Not before it is there, or the browser warns that
// its window, still empty, is of another origin; the page's own `load` waits for the frame's.
if (document.readyState === 'complete') tell({ type: 'hello' })
else window.addEventListener('load', () => tell({ type: 'hello' }))

function tell(message) {
  frame.contentWindow.postMessage({ source: 'kombo-attachment-upload', ...message }, UPLOAD_ORIGIN)
}
