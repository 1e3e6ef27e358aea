// Runs in the browser as it stands. Everything shown came over the wire from strangers: it is set as text, never as HTML.

/**
 * @typedef {import('./page-state.ts').PageState} PageState
 */

const byId = (/** @type {string} */ id) => {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`The page has no #${id}`)
  return found
}

const select = (/** @type {string} */ id) => {
  const found = byId(id)
  if (!(found instanceof HTMLSelectElement)) throw new Error(`#${id} is no select`)
  return found
}

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 */
function element(tag, attributes, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children)
  return made
}

/** @param {number} bytes */
function size(bytes) {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' })

/** @param {string} path @param {object} body */
async function tell(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) show('broken', `Refused: ${(await response.text()).slice(0, 200)}`)
}

/** @param {'live' | 'broken'} state @param {string} words */
function show(state, words) {
  const line = byId('line')
  line.dataset['state'] = state
  if (line.textContent !== words) line.textContent = words
}

/** A name that turns its own letters around, or hides some, is shown with marks instead. @param {string} name */
function legible(name) {
  return name === '' ? '(no name)' : name.replace(/[\p{Cc}\p{Bidi_Control}]/gu, '\u{fffd}')
}

/** @param {PageState['received'][number]} each */
function receivedRow(each) {
  const row = element('li', { 'data-id': each.id })
  row.append(
    element('bdi', { class: 'name', title: legible(each.name) }, legible(each.name)),
    element(
      'a',
      { href: each.href, download: '', 'aria-label': `Download ${legible(each.name)}` },
      each.kept ? 'Download' : '',
    ),
    element(
      'span',
      { class: 'facts' },
      `${each.type} · ${size(each.sizeBytes)} · ${each.contentType} · ${each.record} · ${each.tool} · ${time.format(each.receivedAt)}`,
    ),
    element('span', { class: 'hash' }, `SHA-256 ${each.sha256}`),
  )
  if (each.fellBack) row.append(element('span', { class: 'note' }, 'Sent to the application, stored on the candidate'))
  if (!each.kept) row.querySelector('a')?.remove()
  return row
}

/** @param {PageState['requests'][number]} each */
function requestRow(each) {
  const result = each.status === null ? '' : each.status < 400 ? 'ok' : 'bad'
  const status = each.status === null ? (each.done ? 'cut' : '…') : String(each.status)
  const row = element('li', { id: `request-${each.number}` })
  row.append(
    element('span', {}, each.method),
    element('span', { 'data-result': each.done && each.status === null ? 'bad' : result }, status),
    element('span', { class: 'path' }, each.path),
  )
  if (each.code !== null) row.append(element('span', { class: 'code' }, each.code))
  return row
}

/** @param {PageState['faults'][number]} fault @param {boolean} stored @param {string} label */
function faultButton(fault, stored, label) {
  const button = element('button', { type: 'button', 'data-fault': fault.name, title: fault.title }, label)
  if (stored || label !== fault.title) {
    button.setAttribute('aria-label', stored ? `${label}: ${fault.title}, file stored` : fault.title)
  }
  button.addEventListener('click', () => {
    const times = byId('times')
    const count = times instanceof HTMLInputElement && times.checkValidity() ? times.valueAsNumber : 1
    void tell('page/faults', { name: fault.name, stored, times: count })
  })
  return button
}

/** @param {PageState['faults']} faults */
function drawFaults(faults) {
  const groups = new Set(faults.map(({ group }) => group))
  byId('faults').replaceChildren(
    ...[...groups].map((group) => {
      const buttons = element('div', { class: 'buttons' })
      for (const fault of faults.filter((each) => each.group === group)) {
        const plain = faultButton(fault, false, fault.label)
        if (fault.stores === 'optional') {
          buttons.append(element('span', { class: 'pair' }, plain, faultButton(fault, true, '+ stored')))
        } else buttons.append(plain)
      }
      const isOpen = group === faults[0]?.group
      return element('details', isOpen ? { open: '' } : {}, element('summary', {}, group), buttons)
    }),
  )
}

/** @param {PageState['armed'][number]} each */
function armedChip(each) {
  const off = element('button', { type: 'button', 'aria-label': `Take back: ${each.title}` }, '✕')
  off.addEventListener('click', () => void tell('page/disarm', { id: each.id }))
  const times = each.remaining === 1 ? '' : ` × ${each.remaining ?? '∞'}`
  return element('li', {}, `${each.title}${each.stored ? ', file stored' : ''}${times}`, off)
}

/** Replaces options only when they differ: a select that is open must not be rebuilt. */
function fill(/** @type {HTMLSelectElement} */ field, /** @type {readonly string[]} */ values) {
  if (values.length === field.options.length && values.every((value, at) => field.options[at]?.value === value)) return
  const chosen = field.value
  field.replaceChildren(...values.map((value) => element('option', { value }, value)))
  if (values.includes(chosen)) field.value = chosen
}

/** @type {PageState | null} */
let state = null
let drawnReceived = ''
let drawnArmed = ''

function draw() {
  if (state === null) return
  const { received, armed, requests, receivedCount, receivedBytes } = state
  byId('received-empty').hidden = received.length > 0
  byId('received-sum').textContent =
    receivedCount === 0 ? '' : `${receivedCount} ${receivedCount === 1 ? 'file' : 'files'}, ${size(receivedBytes)}`
  const shown = received.map(({ id }) => id).join()
  if (shown !== drawnReceived) byId('received').replaceChildren(...received.map(receivedRow))
  drawnReceived = shown

  const waiting = JSON.stringify(armed)
  if (waiting !== drawnArmed) byId('armed').replaceChildren(...armed.map(armedChip))
  drawnArmed = waiting

  byId('requests-empty').hidden = requests.length > 0
  byId('requests-sum').textContent = state.requestCount === 0 ? '' : `${state.requestCount} seen`
  byId('requests').replaceChildren(...requests.map(requestRow))
  if (byId('faults').childElementCount === 0) drawFaults(state.faults)
  drawSettings()
}

function drawSettings() {
  if (state === null) return
  const { integrations, profiles, latencyMs, changesStatuses } = state
  const integration = select('integration')
  fill(
    integration,
    integrations.map(({ id }) => id),
  )
  const chosen = integrations.find(({ id }) => id === integration.value)
  fill(select('restrictions'), chosen?.restrictions === null ? ['custom', ...profiles] : profiles)
  select('restrictions').value = chosen?.restrictions ?? 'custom'
  select('enforcement').value = chosen?.enforcement ?? 'nobody'
  select('fallback').value = String(chosen?.fallsBackToCandidate ?? false)
  const latency = select('latency')
  if (![...latency.options].some(({ value }) => value === String(latencyMs))) {
    latency.append(element('option', { value: String(latencyMs) }, `${latencyMs} ms`))
  }
  latency.value = String(latencyMs)
  select('statuses').value = String(changesStatuses)
}

/** @param {string} id @param {(value: string) => object} change */
function onSelect(id, change) {
  select(id).addEventListener('change', () => void tell('page/settings', change(select(id).value)))
}

/** @param {object} settings */
const ofIntegration = (settings) => ({ integrationId: select('integration').value, ...settings })

onSelect('latency', (value) => ({ latencyMs: Number(value) }))
onSelect('statuses', (value) => ({ changesStatuses: value === 'true' }))
onSelect('restrictions', (restrictions) => ofIntegration({ restrictions }))
onSelect('enforcement', (enforcement) => ofIntegration({ enforcement }))
onSelect('fallback', (value) => ofIntegration({ fallsBackToCandidate: value === 'true' }))
select('integration').addEventListener('change', draw)
byId('reset').addEventListener('click', () => void tell('page/reset', {}))

const events = new EventSource('page/events')
events.addEventListener('message', ({ data }) => {
  state = JSON.parse(data)
  show('live', 'Live')
  draw()
})
events.addEventListener('error', () => show('broken', 'Not connected, trying again'))
