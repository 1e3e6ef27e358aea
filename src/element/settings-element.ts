// Over 200 lines: a property for everything the component takes, each with its words, which editor and reference show.
import { asGiven, ATTRIBUTES } from './settings.ts'
import type { Settings } from './settings.ts'

/**
 * Attributes and properties of the element. They are two ways to the same setting, and the later one wins. A property
 * is not written back into an attribute: a token set from script never stands in the page's markup. Text given to a property
 * that takes none is read as the attribute's; `null`, `undefined` and empty text are the default, but for an empty `endpoint`,
 * which is the page's own origin.
 *
 * Of what the component takes, `className` is the element's own `class`, `slots` are its content, callbacks are events.
 * `queryClient` alone is left out. The element's file brings a react-query of its own, and a client the page has made is of
 * another copy, mostly of another version. The copies would call each other by methods that are no part of react-query's
 * interface and change between versions: with a client of 5.90 or older, the element's 5.108 throws where it reads the rules.
 * So each element asks for its own rules and shares no cache, neither with the page nor with another element.
 */
export abstract class SettingsElement extends HTMLElement {
  static readonly observedAttributes = [...Object.keys(ATTRIBUTES), 'name', 'disabled']

  #settings: Settings = {}

  /** Called after any setting has changed. */
  protected abstract settingsChanged(): void

  protected get settings(): Readonly<Settings> {
    return this.#settings
  }

  attributeChangedCallback(attribute: string, _before: string | null, value: string | null): void {
    this.#take(ATTRIBUTES[attribute]?.(value) ?? {})
  }

  /**
   * Properties that a page or a framework set before the script had arrived lie on the object itself and would hide the
   * real ones for ever: they are set again, properly.
   */
  protected adoptEarlyProperties(): void {
    for (const name of Object.keys(this)) {
      if (!(name in Object.getPrototypeOf(this))) continue
      const value: unknown = Reflect.get(this, name)
      Reflect.deleteProperty(this, name)
      Reflect.set(this, name, value)
    }
  }

  #put<K extends keyof Settings>(name: K, value: Settings[K]): void {
    this.#take(asGiven(name, value))
  }

  #take(settings: Settings): void {
    this.#settings = { ...this.#settings, ...settings }
    this.settingsChanged()
  }

  /**
   * Base URL of the route. Attribute: `endpoint`. Nothing is shown without it. Where it changes, what is begun from then on
   * goes there.
   */
  get endpoint(): string | undefined {
    return this.#settings.endpoint
  }
  set endpoint(endpoint: string | undefined) {
    this.#put('endpoint', endpoint)
  }

  /** Upload token; its `sub` claim names the record. Attribute: `token`. */
  get token(): string | undefined {
    return this.#settings.token
  }
  set token(token: string | undefined) {
    this.#put('token', token)
  }

  /** Fetches a token: the first where none is given, later ones ahead of expiry and once after a 401. */
  get getToken(): Settings['getToken'] {
    return this.#settings.getToken
  }
  set getToken(getToken: Settings['getToken']) {
    this.#put('getToken', getToken)
  }

  /**
   * The record, as `application:<id>` or `candidate:<id>`. Set it with `getToken` where the record can change, and both anew
   * then: without it the element stays with the record of the first token. Needed where there is no token at all. A `token`
   * names its record itself, and wins. Attribute: `target`.
   */
  get target(): string | undefined {
    return this.#settings.target
  }
  set target(target: string | undefined) {
    this.#put('target', target)
  }

  /** BCP 47 tag. Attribute: `locale`. Default: the nearest `lang` around the element; English where it is not loaded. */
  get locale(): string | undefined {
    return this.#settings.locale
  }
  set locale(locale: string | undefined) {
    this.#put('locale', locale)
  }

  /** The words themselves, in place of `locale`. */
  get messages(): Settings['messages'] {
    return this.#settings.messages
  }
  set messages(messages: Settings['messages']) {
    this.#put('messages', messages)
  }

  /** Attribute: `theme`. Default: `auto`, the nearest `data-theme` around the element, or else the reader's system. */
  get theme(): Settings['theme'] {
    return this.#settings.theme
  }
  set theme(theme: Settings['theme']) {
    this.#put('theme', theme)
  }

  /** `regular` or `compact`. Attributes: `size`, or `compact` alone. Default: `regular`. */
  get size(): Settings['size'] {
    return this.#settings.size
  }
  set size(size: Settings['size']) {
    this.#put('size', size)
  }

  /** Files under way at once. Attribute: `concurrency`. Default: 3. */
  get concurrency(): number | undefined {
    return this.#settings.concurrency
  }
  set concurrency(concurrency: number | undefined) {
    this.#put('concurrency', concurrency)
  }

  /** Largest sum of all files of the list, in bytes. Attribute: `max-total-size-bytes`. Default: unlimited. */
  get maxTotalSizeBytes(): number | undefined {
    return this.#settings.maxTotalSizeBytes
  }
  set maxTotalSizeBytes(maxTotalSizeBytes: number | undefined) {
    this.#put('maxTotalSizeBytes', maxTotalSizeBytes)
  }

  /** Level of the heading that says whose record it is, from 1 to 6. Attribute: `heading-level`. Default: 2. */
  get headingLevel(): Settings['headingLevel'] {
    return this.#settings.headingLevel
  }
  set headingLevel(headingLevel: Settings['headingLevel']) {
    this.#put('headingLevel', headingLevel)
  }

  /** Start each file as soon as it has passed the checks. Attribute: `auto-upload`. Default: false. */
  get autoUpload(): boolean {
    return this.#settings.autoUpload ?? false
  }
  set autoUpload(autoUpload: boolean | undefined) {
    this.#put('autoUpload', autoUpload)
  }

  /**
   * Take files dropped anywhere on the page, except on another widget, and only while one widget that does is seen: of
   * several, none knows whose they are. A picture of a page is taken on the widget alone. Attribute: `drop-anywhere`. Default:
   * false.
   */
  get dropAnywhere(): boolean {
    return this.#settings.dropAnywhere ?? false
  }
  set dropAnywhere(dropAnywhere: boolean | undefined) {
    this.#put('dropAnywhere', dropAnywhere)
  }

  /** Ask before the page is left with a file unsent. Attribute: `leave-guard="off"` turns it off. Default: true. */
  get leaveGuard(): boolean {
    return this.#settings.leaveGuard ?? true
  }
  set leaveGuard(leaveGuard: boolean | undefined) {
    this.#put('leaveGuard', leaveGuard)
  }

  /** The page's own checks, after the built-in ones. */
  get validators(): Settings['validators'] {
    return this.#settings.validators
  }
  set validators(validators: Settings['validators']) {
    this.#put('validators', validators)
  }

  /** Carries one request to the route. Default: `XMLHttpRequest`. */
  get send(): Settings['send'] {
    return this.#settings.send
  }
  set send(send: Settings['send']) {
    this.#put('send', send)
  }

  /** Asks the route for the rules and for what is on the record. Default: the page's own `fetch`. */
  get fetch(): Settings['fetch'] {
    return this.#settings.fetch
  }
  set fetch(fetch: Settings['fetch']) {
    this.#put('fetch', fetch)
  }

  /** The form insists on at least one attached document. Attribute: `required`. Default: false. */
  get required(): boolean {
    return this.#settings.required ?? false
  }
  set required(required: boolean | undefined) {
    this.#put('required', required)
  }
}
