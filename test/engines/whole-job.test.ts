import { cpSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { encryptedPdfAt } from '../contract/encrypted-pdfs.ts'
import { PAGE_FOLDER } from '../e2e/built.ts'
import { contentOf, fileAt, pdfOf, sha256 } from '../e2e/files.ts'
import type { BuiltPage } from '../e2e/page-with-react.ts'
import { buildPageWithReact } from '../e2e/page-with-react.ts'
import type { Portal } from '../e2e/running-portal.ts'
import { startPortal } from '../e2e/running-portal.ts'
import type { Engine } from './engine.ts'
import { startFirefox } from './firefox.ts'
import { startWebKit } from './webkit.ts'

const { FIREFOX_PATH = '', WEBKIT_DRIVER_PATH = '', XVFB_PATH = '' } = process.env

/** scripts/test.mjs looks for them, and says what it does not find. */
const engines = [
  { name: 'Firefox', isThere: FIREFOX_PATH !== '', start: () => startFirefox(FIREFOX_PATH) },
  {
    name: 'WebKit',
    isThere: WEBKIT_DRIVER_PATH !== '' && XVFB_PATH !== '',
    start: () => startWebKit(WEBKIT_DRIVER_PATH, XVFB_PATH),
  },
]

let withReact: BuiltPage
let portal: Portal
let engine: Engine

async function open(path = '/'): Promise<void> {
  portal.sandbox.reset()
  const link = await portal.link({ claims: { read: true } })
  // Else another fragment of the same address is no other page.
  await engine.open('about:blank')
  await engine.open(`${portal.url}${path}#token=${link.token}`)
}

const rows = () =>
  engine.run(() =>
    Array.from(document.querySelectorAll('[data-part="row"]'), (row) => ({
      name: row.getAttribute('aria-label') ?? '',
      state: row.getAttribute('data-state') ?? '',
    })),
  )

const expectRows = (wanted: readonly object[]) =>
  vi.waitFor(async () => expect(await rows()).toEqual(wanted.map((row) => expect.objectContaining(row))))

const expectTrue = (inPage: () => boolean) => vi.waitFor(async () => expect(await engine.run(inPage)).toBe(true))

const hasHiddenPicture = () => document.querySelector<HTMLCanvasElement>('.kau-thumbnail')?.hidden ?? true

const expectField = () => expectTrue(() => document.activeElement?.className === 'kau-field')

/** WebKit's driver does not wait for the page to hear of a key. */
async function write(name: string): Promise<void> {
  await expectField()
  await engine.type(name)
  await vi.waitFor(async () => {
    expect(await engine.run(() => document.querySelector<HTMLInputElement>('.kau-field')?.value ?? null)).toBe(name)
  })
}

async function attach(): Promise<void> {
  await expectTrue(() => document.querySelector('.kau-primary') !== null)
  await engine.click('.kau-primary')
}

const received = () => portal.sandbox.received.map(({ name, type, sha256: digest }) => ({ name, type, digest }))

beforeAll(async () => {
  withReact = await buildPageWithReact()
})
afterAll(() => withReact.remove())

const cases = engines.flatMap((each) => [
  { ...each, where: 'on the published page', folder: () => undefined },
  { ...each, where: 'with React', folder: () => withReact.folder },
])

for (const { name, isThere, start, where, folder } of cases) {
  describe.skipIf(!isThere)(`in ${name}, the widget ${where}`, () => {
    beforeAll(async () => {
      portal = await startPortal(64 * 1024 * 1024, folder())
      engine = await start()
    })
    afterAll(async () => {
      await engine.close()
      await portal.close()
    })

    beforeEach(async () => {
      await open()
      await expectTrue(() => document.querySelector('[data-part="zone"]') !== null)
    })

    it('attaches what is chosen, byte by byte, and says why it refuses the rest', async () => {
      await engine.choose('input[type="file"]', [fileAt('cv.pdf'), fileAt('program-inside.pdf')])
      await expectRows([
        { name: 'cv.pdf', state: 'ready' },
        { name: 'program-inside.pdf', state: 'rejected' },
      ])
      await attach()
      await expectRows([{ name: 'cv.pdf', state: 'done' }, { state: 'rejected' }])
      expect(received()).toEqual([{ name: 'cv.pdf', type: 'CV', digest: sha256(contentOf('cv.pdf')) }])
      await expectTrue(() => /cv\.pdf, CV: Attached/u.test(document.querySelector('output')?.textContent ?? ''))
    })

    it('sends a file of many megabytes as it is', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'engines-'))
      const { buffer } = pdfOf('portfolio.pdf', 9_000_001)
      writeFileSync(join(folder, 'portfolio.pdf'), buffer)
      await engine.choose('input[type="file"]', [join(folder, 'portfolio.pdf')])
      await attach()
      await expectRows([{ name: 'portfolio.pdf', state: 'done' }])
      expect(received()).toMatchObject([{ digest: sha256(buffer) }])
      rmSync(folder, { recursive: true })
    })

    it('takes what is dropped or pasted', async () => {
      await engine.run(() => {
        const dropped = new DataTransfer()
        dropped.items.add(new File(['%PDF-1.7 1'], 'Zeugnis.pdf', { type: 'application/pdf' }))
        dropped.items.add(new File(['x'], '.DS_Store'))
        for (const type of ['dragenter', 'dragover', 'drop']) {
          const event = new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: dropped })
          document.querySelector('[data-kau]')?.dispatchEvent(event)
        }
        return null
      })
      await expectRows([{ name: 'Zeugnis.pdf' }])
      await expectTrue(() => document.querySelector('[data-part="skipped"]')?.textContent.startsWith('1 item') === true)
      await engine.run(() => {
        const pasted = new DataTransfer()
        pasted.items.add(new File(['%PDF-1.7 2'], 'Anschreiben.pdf', { type: 'application/pdf' }))
        // Firefox makes no event of the clipboard that carries files.
        const paste = new Event('paste', { bubbles: true, cancelable: true })
        Object.defineProperty(paste, 'clipboardData', { value: pasted })
        document.querySelector('[data-kau]')?.dispatchEvent(paste)
        return null
      })
      await expectRows([{ name: 'Zeugnis.pdf' }, { name: 'Anschreiben.pdf' }])
      await attach()
      await vi.waitFor(() =>
        expect(received().map(({ name, type }) => `${name} ${type}`)).toEqual(
          expect.arrayContaining(['Zeugnis.pdf OTHER', 'Anschreiben.pdf COVER_LETTER']),
        ),
      )
    })

    it('tells a PDF that opens without a password from one that asks for it', async () => {
      const files = ['r3-opens.pdf', 'r6-opens.pdf', 'r3-asks.pdf', 'r6-asks.pdf']
      await engine.choose('input[type="file"]', files.map(encryptedPdfAt))
      const wanted = files.map((name) => ({ name, state: name.endsWith('asks.pdf') ? 'rejected' : 'ready' }))
      await expectRows(wanted)
      await expectTrue(() => !document.body.innerText.includes('Checking'))
      expect(await rows()).toEqual(wanted)
    })

    it('changes name and type by keys alone, and keeps both when Escape gives up another name', async () => {
      await engine.choose('input[type="file"]', [fileAt('cv.pdf')])
      await expectRows([{ name: 'cv.pdf', state: 'ready' }])
      const focus = (selector: string) =>
        engine.run((wanted) => document.querySelector<HTMLElement>(wanted)?.focus() ?? null, selector)
      await focus('.kau-pencil')
      await engine.press('Enter')
      await write('Lebenslauf')
      await engine.press('Enter')
      await expectRows([{ name: 'Lebenslauf.pdf' }])
      expect(await engine.run(() => document.activeElement?.className ?? '')).toContain('kau-pencil')
      await engine.press('Enter')
      await write('other')
      await engine.press('Escape')
      await expectRows([{ name: 'Lebenslauf.pdf' }])
      await focus('[data-part="row"] select')
      await engine.press('ArrowDown')
      await attach()
      await expectRows([{ name: 'Lebenslauf.pdf', state: 'done' }])
      expect(received()).toMatchObject([{ name: 'Lebenslauf.pdf', type: 'COVER_LETTER' }])
    })

    it('draws a small picture of a picture', async () => {
      await engine.choose('input[type="file"]', [fileAt('certificate.png')])
      await vi.waitFor(async () => expect(await engine.run(hasHiddenPicture)).toBe(false))
    })

    it('says why a file was not attached, and attaches it at another try under the name that is being written', async () => {
      portal.sandbox.faults.arm('INTEGRATION.PERMISSION_MISSING')
      await engine.choose('input[type="file"]', [fileAt('cv.pdf')])
      await attach()
      await expectRows([{ name: 'cv.pdf', state: 'failed' }])
      await engine.click('.kau-pencil')
      await write('again')
      await engine.click('[data-part="notice"] button')
      await expectRows([{ name: 'again.pdf', state: 'done' }])
      expect(received()).toMatchObject([{ name: 'again.pdf' }])
    })

    // The style sheet is the same in both, and of the element there is no copy with React.
    if (where === 'with React') return

    it('says so where a piece of the page is gone, and is there when it is back and asked for again', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'engines-'))
      cpSync(PAGE_FOLDER, folder, { recursive: true })
      const whole = join(folder, 'assets')
      const [piece = ''] = readdirSync(whole).filter((each) => /^page-.*\.js$/u.test(each))
      renameSync(join(whole, piece), join(folder, piece))
      const other = await startPortal(64 * 1024 * 1024, folder)
      await engine.open((await other.link()).href)
      await vi.waitFor(async () =>
        expect(await engine.run(() => document.querySelector('[role="alert"]')?.textContent ?? '')).toContain(
          'Try again',
        ),
      )
      renameSync(join(folder, piece), join(whole, piece))
      await engine.click('[role="alert"] button')
      await expectTrue(() => document.querySelector('[data-part="zone"]') !== null)
      await other.close()
      rmSync(folder, { recursive: true })
    })

    it('is a custom element as well', async () => {
      await open('/portal.html')
      await expectTrue(() => {
        const element = document.querySelector('kombo-attachment-upload')
        return element?.shadowRoot?.querySelector('[data-part="zone"]') instanceof HTMLElement
      })
      await engine.run(() => {
        const transfer = new DataTransfer()
        transfer.items.add(new File(['%PDF-1.7'], 'cv.pdf', { type: 'application/pdf' }))
        const root = document.querySelector('kombo-attachment-upload')?.shadowRoot?.querySelector('[data-kau]')
        root?.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }))
        return null
      })
      await expectTrue(() => {
        const element = document.querySelector('kombo-attachment-upload')
        const button = element?.shadowRoot?.querySelector<HTMLElement>('.kau-primary')
        button?.click()
        return button instanceof HTMLElement
      })
      await vi.waitFor(() => expect(received()).toMatchObject([{ name: 'cv.pdf', type: 'CV' }]))
      await expectTrue(() => {
        const told = document.querySelector('[role="log"]')?.textContent ?? ''
        return told.includes('element: attachment-uploaded cv.pdf')
      })
    })

    // Only there can it be asked for.
    if (name !== 'Firefox') return

    it('draws a share that is not known as none, and not as all of it', async () => {
      const drawn = await engine.run(() => {
        const bar = document.createElement('progress')
        bar.className = 'kau-bar'
        document.querySelector('[data-kau]')?.append(bar)
        const ground = () => getComputedStyle(bar, '::-moz-progress-bar').backgroundColor
        const unknown = ground()
        bar.value = 0.5
        return { unknown, known: ground() }
      })
      expect(drawn.unknown).toBe('rgba(0, 0, 0, 0)')
      expect(drawn.known).toMatch(/^rgb\(/u)
    })
  })
}
