import type { Locator, Page } from '@playwright/test'
import { expect } from '@playwright/test'
import type { UploadState } from '../../src/index.ts'
import type { Sandbox } from '../../src/sandbox.ts'
import type { Link, LinkOptions, Portal } from './portal.ts'

/** A file as Playwright hands it to a page. An empty `mimeType` leaves it to the browser to guess. */
export interface GivenFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

interface Place {
  readonly x: number
  readonly y: number
}

type DragStep = 'dragEnter' | 'dragOver' | 'drop'

/** The upload page as a person meets it: by role and name. */
export class UploadPage {
  readonly page: Page
  readonly #portal: Portal | null

  /** @param portal - signs the links that `open` and `visit` follow; `null` where a test brings its own. */
  constructor(page: Page, portal: Portal | null) {
    this.page = page
    this.#portal = portal
  }

  /** Opens a fresh link and waits until files can be chosen. */
  async open(options?: LinkOptions): Promise<Link> {
    const link = await this.visit(options)
    await expect(this.chooseButton).toBeVisible()
    return link
  }

  /** Opens a fresh link, whatever it leads to. */
  async visit(options?: LinkOptions): Promise<Link> {
    const link = await this.#given.link(options)
    await this.page.goto(link.href)
    return link
  }

  /** The simulated Kombo behind the page. */
  get sandbox(): Sandbox {
    return this.#given.sandbox
  }

  get #given(): Portal {
    if (this.#portal === null) throw new Error('This test brings its own link')
    return this.#portal
  }

  get widget(): Locator {
    return this.page.getByRole('region', { name: /^Attachments for/ })
  }

  get chooseButton(): Locator {
    return this.page.getByRole('button', { name: 'Choose files' })
  }

  get attachButton(): Locator {
    return this.page.getByRole('button', { name: /^Attach \d/ })
  }

  /** What a screen reader is told. */
  get announcement(): Locator {
    return this.widget.getByRole('status')
  }

  /** Why no file can be added: in place of the widget, as the page says it, or in the widget. */
  get refusal(): Locator {
    return this.page.getByRole('alert').or(this.page.locator('[data-part="notice"]'))
  }

  get rows(): Locator {
    return this.page.getByRole('list', { name: 'Files' }).getByRole('listitem')
  }

  row(name: string): Locator {
    return this.page.getByRole('listitem', { name, exact: true })
  }

  type(name: string): Locator {
    return this.page.getByRole('combobox', { name: `Type of ${name}`, exact: true })
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  /** Through the system's file picker. */
  async pick(...files: GivenFile[]): Promise<void> {
    const opened = this.page.waitForEvent('filechooser')
    await this.chooseButton.click()
    const chooser = await opened
    await chooser.setFiles(files)
  }

  /** A drop on the widget, as the page sees it, once there is something to drop on. */
  async drop(...files: GivenFile[]): Promise<void> {
    await expect(this.chooseButton).toBeVisible()
    await this.widget.drop({ files })
  }

  /** A drag from the desktop, as the browser sees it. `onWay` runs while the files hang over the place. */
  async dragFromDesktop(over: Locator, paths: readonly string[], onWay?: () => Promise<void>): Promise<void> {
    await this.#drag(over, paths, async (move, place) => {
      await onWay?.()
      await move('drop', place)
    })
  }

  /** A drag over a place, from there to the edge of the page and out of the window. Nothing is dropped. */
  async dragAcross(over: Locator, paths: readonly string[], onWay?: () => Promise<void>): Promise<void> {
    await this.#drag(over, paths, async (move) => {
      await onWay?.()
      await move('dragOver', { x: 1, y: 1 })
      // Chromium tells a page nothing of a `dragCancel` that is sent this way.
      await move('dragOver', { x: -1, y: -1 })
    })
  }

  async #drag(
    over: Locator,
    paths: readonly string[],
    goOn: (move: (type: DragStep, place: Place) => Promise<unknown>, place: Place) => Promise<void>,
  ): Promise<void> {
    const box = await over.boundingBox()
    if (box === null) throw new Error('There is nothing to drop on')
    const session = await this.page.context().newCDPSession(this.page)
    const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    const data = { items: [], files: [...paths], dragOperationsMask: 1 }
    const move = (type: DragStep, at: Place) => session.send('Input.dispatchDragEvent', { type, ...at, data })
    await move('dragEnter', place)
    await move('dragOver', place)
    await goOn(move, place)
    await session.detach()
  }

  async attach(): Promise<void> {
    await this.attachButton.click()
  }

  /** Waits until a file has reached a state. */
  async expectState(name: string, state: UploadState, options?: { timeout?: number }): Promise<void> {
    await expect(this.row(name)).toHaveAttribute('data-state', state, options)
  }
}
