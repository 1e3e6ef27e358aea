// Over 200 lines: a custom element is one class, and its attributes, properties, methods and form callbacks are its interface.
import { createRoot } from 'react-dom/client'
import type { Root } from 'react-dom/client'
import { AttachmentUpload } from '../widget/AttachmentUpload.tsx'
import type { AttachmentUploadProps } from '../widget/AttachmentUpload.tsx'
import { canRenew } from '../widget/words/can-send-again.ts'
import { UploadHeader } from '../widget/layout-parts.tsx'
import type { Messages } from '../widget/words/messages.ts'
import { outcomeEvents } from '../widget/outcome-events.ts'
import type { UploadState } from '../widget/base/settings.ts'
import { AttachedDocuments } from './attached-documents.ts'
import { addCatalogue, catalogueFor, watchCatalogues } from './catalogues.ts'
import { emit } from './events.ts'
import type { AttachmentEvent } from './events.ts'
import { formPartOf } from './form-part.ts'
import { formValidity, formValue, NOT_SHOWN_YET } from './form-state.ts'
import { oneOf } from './settings.ts'
import { SettingsElement } from './settings-element.ts'
import { elementStyles } from './stylesheet.ts'
import { nearest, watchAround } from './surroundings.ts'

type Upload = UploadState
type Id = Upload['uploads'][number]['id']
type Type = Upload['uploads'][number]['type']

/** An ending is known first and drawn later. A page that hears of it looks at list and form, so it is told when they say so too. */
type UntoldEvent = AttachmentEvent & {
  /** How many drawings had begun before it. The next one shows it. */
  readonly drawings: number
}

const THEMES = ['light', 'dark'] as const

/** Where the browser points to when it holds a form back: the button that attaches what is ready, or the one that chooses. */
const ANCHORS = ['.kau-primary', '[data-focus-home]'] as const

/** All that brings files into the widget, and what it would say that it takes them for. */
const BRINGS_FILES = ['dragenter', 'drop', 'paste', 'change'] as const

/**
 * `<kombo-attachment-upload>`: the component in a shadow root, for pages that are not made with React.
 *
 *     <kombo-attachment-upload endpoint="/api" token="…"></kombo-attachment-upload>
 *
 * Moved within the page it keeps its files, and moved by `moveBefore` the focus too. Taken out for good it forgets them,
 * except those under way, which go on and whose outcomes are still told; put in again it starts with an empty list.
 */
export class AttachmentUploadElement extends SettingsElement {
  static readonly formAssociated = true

  /** Makes a language known, for `locale` to choose: `customElements.get('kombo-attachment-upload').addMessages(de)`. */
  static addMessages(messages: Messages): void {
    addCatalogue(messages)
  }

  readonly #internals = formPartOf(this)
  readonly #shadow = this.attachShadow({ mode: 'open', delegatesFocus: true })
  #root: Root | null = null
  #upload: Upload | null = null
  /** Asked for while it is not known whose record this is: files chosen earlier would be for nobody. */
  #waiting: ((upload: Upload) => void)[] = []
  #untold: UntoldEvent[] = []
  readonly #attached = new AttachedDocuments()
  /** How many drawings have begun. */
  #drawings = 0
  #isDrawing = false
  #isDisabled = false
  #stopWatching: (() => void) | null = null

  constructor() {
    super()
    this.#shadow.adoptedStyleSheets = elementStyles(this.ownerDocument)
    for (const kind of BRINGS_FILES) this.#shadow.addEventListener(kind, this.#refuseWhileDisabled, true)
  }

  connectedCallback(): void {
    this.adoptEarlyProperties()
    this.#watch()
    this.#drawSoon()
  }

  disconnectedCallback(): void {
    // Moving an element is removing and adding it within one task: only what stays away is over.
    setTimeout(() => {
      if (!this.isConnected) this.#close()
    })
  }

  /** Moved into another document, that of a frame: it takes no styles along. */
  adoptedCallback(): void {
    this.#shadow.adoptedStyleSheets = elementStyles(this.ownerDocument)
  }

  /** Moved by `moveBefore`: it never left the page, and may have another theme and language around it. */
  connectedMoveCallback(): void {
    this.#watch()
    this.#drawSoon()
  }

  formDisabledCallback(isDisabled: boolean): void {
    this.#isDisabled = isDisabled
    this.#drawSoon()
  }

  formResetCallback(): void {
    this.#attached.forget()
    this.clear()
    this.#tellForm()
  }

  protected override settingsChanged(): void {
    this.#drawSoon()
  }

  /** The files in the list, each with its `state`. */
  get uploads(): Upload['uploads'] {
    return this.#upload?.uploads ?? []
  }
  /** Figures over the list; `null` until the element is shown. */
  get summary(): Upload['summary'] | null {
    return this.#upload?.summary ?? null
  }
  /** What the ATS accepts; `null` until the element is shown. */
  get rules(): Upload['rules'] | null {
    return this.#upload?.rules ?? null
  }

  /** Adds files to the list in the given order; refused ones stay in it with their reason. None while it is disabled. */
  addFiles(files: Iterable<File>): void {
    if (this.#takesNone) return
    const list = [...files]
    this.#ask((upload) => upload.addFiles(list))
  }
  /** Sends every file that is ready. */
  start(): void {
    this.#ask((upload) => upload.start())
  }
  /** Takes every file out that is not under way. */
  clear(): void {
    this.#ask((upload) => upload.clear())
  }
  /** Stops every file that is under way. */
  cancelAll(): void {
    this.#ask((upload) => upload.cancelAll())
  }
  /** Stops a file that is under way. */
  cancel(id: Id): void {
    this.#ask((upload) => upload.cancel(id))
  }
  /** Takes a file out of the list. (`remove()` takes the element out of the page.) */
  removeUpload(id: Id): void {
    this.#ask((upload) => upload.remove(id))
  }
  /** Changes the type and checks the file again. */
  setType(id: Id, type: Type): void {
    this.#ask((upload) => upload.setType(id, type))
  }
  /** Renames before sending; the extension is kept. */
  rename(id: Id, name: string): void {
    this.#ask((upload) => upload.rename(id, name))
  }
  /** Lets a file refused as a duplicate in. */
  addAnyway(id: Id): void {
    this.#ask((upload) => upload.addAnyway(id))
  }
  /** Sends a failed or cancelled file again. */
  retry(id: Id): void {
    this.#ask((upload) => upload.retry(id))
  }
  /** Asks again about a file that is maybe attached; never sends it a second time. */
  checkAgain(id: Id): void {
    this.#ask((upload) => upload.checkAgain(id))
  }
  /** Sends a file that is maybe attached once more. */
  sendAnyway(id: Id): void {
    this.#ask((upload) => upload.sendAnyway(id))
  }
  /** Asks once more what is accepted, for a token first where there was none to be had. */
  reloadRules(): void {
    this.#upload?.reloadRules()
  }
  /** Drops what is not attached and turns to the record the page asks for. */
  acceptTargetChange(): void {
    this.#ask((upload) => upload.acceptTargetChange())
  }

  /** The form around the element, or the one whose id stands in the attribute `form`. React sets that attribute as a property. */
  get form(): HTMLFormElement | null {
    return this.#internals.form
  }
  set form(id: string | null | undefined) {
    if (id == null) this.removeAttribute('form')
    else this.setAttribute('form', id)
  }
  /** Name of the form field. Attribute: `name`. Without one the form is told nothing. */
  get name(): string {
    return this.getAttribute('name') ?? ''
  }
  set name(name: string | null | undefined) {
    this.setAttribute('name', name ?? '')
  }
  /**
   * Takes no files while it is, from `addFiles` neither; those under way go on. Attribute: `disabled`; a `fieldset` around it
   * that is does the same.
   */
  get disabled(): boolean {
    return this.hasAttribute('disabled')
  }
  set disabled(disabled: boolean | null | undefined) {
    // Without a second word, it would turn it about.
    this.toggleAttribute('disabled', disabled ?? false)
  }
  /**
   * Invalid while a chosen file is ready, under way, failed or maybe attached, and where one is `required` as long as none was
   * attached to the present record. Refused and cancelled files do not count.
   */
  get validity(): ValidityState {
    return this.#internals.validity
  }
  /** Why it is invalid, and what to do, in the element's language. */
  get validationMessage(): string {
    return this.#internals.validationMessage
  }
  /** `false` while the element is disabled. */
  get willValidate(): boolean {
    return this.#internals.willValidate
  }
  /** Whether it is valid; an `invalid` event otherwise. */
  checkValidity(): boolean {
    return this.#internals.checkValidity()
  }
  /** The same, and the browser shows why. */
  reportValidity(): boolean {
    return this.#internals.reportValidity()
  }

  /** The attribute is asked, too: not everywhere is a custom element told that it is disabled. */
  get #takesNone(): boolean {
    return this.#isDisabled || this.disabled
  }

  get #messages(): Messages {
    const { messages, locale } = this.settings
    return messages ?? catalogueFor(locale ?? nearest(this, 'lang') ?? '')
  }

  #ask(what: (upload: Upload) => void): void {
    if (this.#upload === null || this.#upload.target === null) this.#waiting.push(what)
    else what(this.#upload)
  }

  /** Anew at each place: another one has other surroundings. */
  #watch(): void {
    this.#stopWatching?.()
    const stops = [watchAround(this, () => this.#drawSoon()), watchCatalogues(() => this.#drawSoon())]
    this.#stopWatching = () => {
      for (const stop of stops) stop()
    }
  }

  #close(): void {
    this.#stopWatching?.()
    this.#stopWatching = null
    this.#root?.unmount()
    this.#root = null
    this.#upload = null
    // What was asked for here must not happen to the record it is put in again for.
    this.#waiting = []
    this.#tell(Infinity)
  }

  /** Frameworks set one property after another: they are drawn together. */
  #drawSoon(): void {
    if (this.#isDrawing) return
    this.#isDrawing = true
    queueMicrotask(() => {
      this.#isDrawing = false
      if (this.isConnected) this.#draw()
    })
  }

  #draw(): void {
    const { endpoint, locale: _locale, required: _required, ...settings } = this.settings
    if (endpoint === undefined) return this.#tell(Infinity)
    const drawing = ++this.#drawings
    const takesNone = this.#takesNone
    const props: AttachmentUploadProps = {
      ...settings,
      endpoint,
      messages: this.#messages,
      dropAnywhere: this.dropAnywhere && !takesNone,
      theme: oneOf(settings.theme, THEMES) ?? oneOf(nearest(this, 'data-theme'), THEMES),
      slots: {
        header: () => (
          <slot name="header">
            <UploadHeader headingLevel={settings.headingLevel} />
          </slot>
        ),
        emptyState: () => <slot name="empty-state" />,
        // The page's own buttons are not in the fieldset.
        rowActions: ({ id }) => <slot name={`row-${id}`} inert={takesNone} />,
      },
      onOutcome: (outcome) => this.#tellLater(outcomeEvents(outcome)),
      onSettled: (outcomes) => this.#tellLater([{ type: 'attachments-settled', detail: { outcomes } }]),
      onState: (upload) => this.#onState(upload, drawing),
    }
    this.#root ??= createRoot(this.#shadow)
    this.#root.render(
      // Not `inert`: what becomes of files under way is still read, and told.
      <fieldset className="kau-host" role="none" disabled={takesNone}>
        <AttachmentUpload {...props} />
      </fieldset>,
    )
    this.#tellForm()
  }

  /** Disabled controls take no presses; what is dropped, pasted or given by a script would still come in. */
  readonly #refuseWhileDisabled = (event: Event): void => {
    if (!this.#takesNone) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  #tellLater(events: readonly AttachmentEvent[]): void {
    for (const event of events) this.#untold.push({ ...event, drawings: this.#drawings })
    // Taken out of the page: nothing is drawn any more that it could wait for.
    if (this.#root === null) this.#tell(Infinity)
    else this.#drawSoon()
  }

  readonly #onState = (upload: Upload, drawing: number): void => {
    const before = this.uploads
    this.#upload = upload
    this.#attached.see(upload)
    this.#tell(drawing, upload.uploads !== before && upload.uploads.length + before.length > 0)
    if (upload.target === null) return
    const waiting = this.#waiting
    this.#waiting = []
    for (const what of waiting) what(upload)
  }

  /** The form first, then the page. */
  #tell(drawing: number, hasChanged = false): void {
    const events = this.#untold.filter(({ drawings }) => drawings < drawing)
    this.#untold = this.#untold.slice(events.length)
    for (const event of events) if (event.type === 'attachment-uploaded') this.#attached.remember(event.detail)
    this.#tellForm()
    if (hasChanged) emit(this, { type: 'attachments-changed', detail: this.uploads })
    for (const event of events) emit(this, event)
  }

  #tellForm(): void {
    // Invisible, it must not hold a form back.
    if (this.#upload === null && this.endpoint === undefined) return
    const upload = this.#upload ?? NOT_SHOWN_YET
    const control = {
      name: this.name,
      required: this.required,
      canRenewToken: canRenew(this.settings),
      messages: this.#messages,
    }
    const documents = this.#attached.of(upload)
    this.#internals.setFormValue(formValue(documents, control))
    const { flags, message } = formValidity(upload, documents, control)
    const [anchor] = ANCHORS.flatMap((selector) => this.#shadow.querySelector<HTMLElement>(selector) ?? [])
    this.#internals.setValidity(flags, message, anchor)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kombo-attachment-upload': AttachmentUploadElement
  }
}
