import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { FrameLocator, Page } from '@playwright/test'
import { expect, test as base } from '@playwright/test'
import type { Sandbox } from '../../src/sandbox.ts'
import type { UploadTokenClaims } from '../../src/server.ts'
import { ROOT, snippetsOf } from '../docs/snippets.ts'
import { builtSandbox, builtServer, PAGE_FOLDER } from './built.ts'
import { real } from './files.ts'

/* The portal and the upload server are two origins here, as they are in production. */

interface Framed {
  readonly uploadUrl: string
  readonly sandbox: Sandbox
  /** Origin of a portal that may frame the page, and of one that may not; both serve the same markup. */
  readonly portal: string
  readonly stranger: string
  /** Path of the portal's page around the given address. */
  around(address: string): string
  /** A token for Frank Doe's application; claims may change everything. */
  sign(claims?: Partial<UploadTokenClaims>): Promise<string>
}

/** A portal as small as it can be: it gives the frame its height and its token, and writes down what it hears. */
const PORTAL_PAGE = (address: string, uploadOrigin: string) => `<!doctype html><html lang="en"><title>Portal</title>
<iframe id="upload" title="Documents" src="${address}" style="width: 700px; height: 50px; border: 0"></iframe>
<script>
  window.heard = []
  window.tokens = []
  addEventListener('message', (event) => {
    if (event.origin !== '${uploadOrigin}' || event.data?.source !== 'kombo-attachment-upload') return
    heard.push(event.data)
    const frame = document.getElementById('upload')
    if (event.data.type === 'height') frame.style.height = event.data.height + 'px'
    if (event.data.type === 'token-needed' && tokens.length > 0) {
      const token = tokens.shift()
      frame.contentWindow.postMessage({ source: 'kombo-attachment-upload', type: 'token', token }, '${uploadOrigin}')
    }
  })
</script></html>`

/** Frame and script of docs/embedding.md, pasted one after the other; the token comes by message. */
function documentedPage(uploadOrigin: string): string {
  const snippets = snippetsOf('docs/embedding.md').map(({ code }) => code)
  const frame = snippets.find((code) => code.startsWith('<iframe')) ?? ''
  const script = snippets.find((code) => code.includes("type: 'hello'")) ?? ''
  const markup = `<!doctype html><html lang="en"><title>Portal</title>${frame}<script>${script}</script></html>`
  return markup.replaceAll('https://upload.example', uploadOrigin).replace('#token=…', '')
}

async function servePortal(uploadOrigin: () => string): Promise<{ origin: string; close: () => void }> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://portal')
    const address = url.searchParams.get('address') ?? ''
    const page = url.pathname === '/documented' ? documentedPage(uploadOrigin()) : PORTAL_PAGE(address, uploadOrigin())
    response.setHeader('Content-Type', 'text/html; charset=utf-8').end(page)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address: AddressInfo | string | null = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The portal has no address')
  return { origin: `http://127.0.0.1:${address.port}`, close: () => server.close() }
}

const test = base.extend<{}, { framed: Framed }>({
  framed: [
    async ({ playwright: _unused }, use) => {
      const { createSandbox, SANDBOX_APPLICATION_ID, SANDBOX_INTEGRATION_ID } = await builtSandbox()
      const { readConfig, signUploadToken, startStandalone } = await builtServer()
      let uploadUrl = ''
      const portal = await servePortal(() => uploadUrl)
      const stranger = await servePortal(() => uploadUrl)
      const sandbox = await createSandbox()
      const uploadTokenSecret = randomBytes(48).toString('base64url')
      const read = readConfig({ PORT: '0', ALLOWED_ORIGINS: portal.origin, LOG_LEVEL: 'fatal' })
      if (!read.ok) throw new Error(read.problems.join('\n'))
      const kombo = { apiKey: sandbox.apiKey, apiUrl: sandbox.apiUrl }
      const server = await startStandalone({ ...read.config, kombo, uploadTokenSecret }, { pageFolder: PAGE_FOLDER })
      uploadUrl = server.url
      await use({
        uploadUrl,
        sandbox,
        portal: portal.origin,
        stranger: stranger.origin,
        around: (address) => `/?address=${encodeURIComponent(address)}`,
        sign: (claims = {}) =>
          signUploadToken(
            {
              target: `application:${SANDBOX_APPLICATION_ID}`,
              integrationId: SANDBOX_INTEGRATION_ID,
              label: 'Frank Doe · Senior Nurse',
              expiresInSeconds: 3600,
              ...claims,
            },
            uploadTokenSecret,
          ),
      })
      await server.stop()
      await sandbox.close()
      portal.close()
      stranger.close()
    },
    { scope: 'worker' },
  ],
})

const heard = (page: Page, type: string) =>
  page.evaluate<object[], string>(
    (wanted) => Reflect.get(window, 'heard').filter((message: { type: string }) => message.type === wanted),
    type,
  )

/** Another record than that of `sign` without claims. */
const OTHER_ID = 'B1hu5NGyhdjSq5X3hxEz4bAN'
const OTHER = { target: `application:${OTHER_ID}`, label: 'Lin Wei · Ward Manager' } as const

const regionOf = (frame: FrameLocator, name: string) =>
  frame.getByRole('region', { name: new RegExp(`^Attachments for ${name}`) })

/** As a portal that draws `<iframe src={…}>`: only the fragment is another one, so the frame is not loaded again. */
async function turnTo(page: Page, address: string): Promise<void> {
  await page.locator('#upload').evaluate((frame, src) => frame.setAttribute('src', src), address)
}

/** What the frame has put where it would still be when its page is gone. */
const keptIn = (frame: FrameLocator) =>
  frame.locator('html').evaluate(() => [localStorage.length, sessionStorage.length, location.hash])

/** Loads the frame anew, and waits until it listens again. */
async function reload(page: Page, frame: FrameLocator): Promise<void> {
  const before = (await heard(page, 'ready')).length
  await frame.locator('html').evaluate(() => location.reload())
  await expect.poll(async () => (await heard(page, 'ready')).length).toBeGreaterThan(before)
}

async function chooseIn(frame: FrameLocator, page: Page): Promise<void> {
  const opened = page.waitForEvent('filechooser')
  await frame.getByRole('button', { name: 'Choose files' }).click()
  await (await opened).setFiles([real('cv.pdf')])
}

test('attaches from a frame with a token in the address, without the page’s own heading', async ({ page, framed }) => {
  framed.sandbox.reset()
  await page.goto(framed.portal + framed.around(`${framed.uploadUrl}/?embed=1#token=${await framed.sign()}`))
  const frame = page.frameLocator('#upload')
  await expect(frame.getByRole('region', { name: /^Attachments for/ })).toBeVisible()
  await expect(frame.getByRole('heading', { level: 1 })).toHaveCount(0)
  await chooseIn(frame, page)
  await frame.getByRole('button', { name: /^Attach 1/ }).click()
  await expect(frame.getByRole('listitem', { name: 'cv.pdf', exact: true })).toHaveAttribute('data-state', 'done')
  expect(framed.sandbox.received.map(({ name }) => name)).toEqual(['cv.pdf'])

  await expect.poll(() => heard(page, 'attachments-settled')).toHaveLength(1)
  expect(await heard(page, 'attachment-uploaded')).toMatchObject([
    { source: 'kombo-attachment-upload', detail: { state: 'done', name: 'cv.pdf', receipt: { type: 'CV' } } },
  ])
})

test('tells the portal its height, so that nothing in the frame scrolls', async ({ page, framed }) => {
  await page.goto(framed.portal + framed.around(`${framed.uploadUrl}/?embed=1#token=${await framed.sign()}`))
  const frame = page.frameLocator('#upload')
  await chooseIn(frame, page)
  await expect(frame.getByRole('listitem', { name: 'cv.pdf', exact: true })).toBeVisible()
  await expect
    .poll(() => frame.locator('html').evaluate((root) => root.scrollHeight - window.innerHeight))
    .toBeLessThanOrEqual(0)
  const height = await page.locator('#upload').evaluate((element) => element.clientHeight)
  const widget = await frame.getByRole('region', { name: /^Attachments for/ }).boundingBox()
  expect(height).toBeGreaterThan(100)
  expect(Math.abs(height - (widget?.height ?? 0))).toBeLessThan(8)
})

test('takes its token by message, and keeps it nowhere', async ({ page, framed }) => {
  await page.addInitScript((token) => Reflect.set(window, 'givenToken', token), await framed.sign())
  await page.goto(framed.portal + framed.around(`${framed.uploadUrl}/?embed=1`))
  await expect.poll(() => heard(page, 'token-needed')).not.toHaveLength(0)
  await sendToken(page, framed, await framed.sign())
  const frame = page.frameLocator('#upload')
  await expect(frame.getByRole('button', { name: 'Choose files' })).toBeVisible()
  expect(await keptIn(frame)).toEqual([0, 0, ''])
  expect(await frame.locator('html').evaluate((): unknown => history.state)).toBeNull()
})

test('takes the token out of its address at once, stores it nowhere, and is there again after a reload', async ({
  page,
  framed,
}) => {
  await page.goto(framed.portal + framed.around(`${framed.uploadUrl}/?embed=1&lang=en#token=${await framed.sign()}`))
  const frame = page.frameLocator('#upload')
  await expect(frame.getByRole('button', { name: 'Choose files' })).toBeVisible()
  expect(await keptIn(frame)).toEqual([0, 0, ''])

  await reload(page, frame)
  await expect(regionOf(frame, 'Frank Doe')).toBeVisible()
  await expect(frame.getByRole('button', { name: 'Choose files' })).toBeVisible()
  expect(await keptIn(frame)).toEqual([0, 0, ''])

  await page.goto(`${framed.stranger}/documented`)
  await page.goBack()
  await expect(regionOf(frame, 'Frank Doe')).toBeVisible()
  expect(await heard(page, 'token-needed')).toEqual([])
})

test('turns to the person of another token in its address, once it is settled what becomes of chosen files', async ({
  page,
  framed,
}) => {
  framed.sandbox.reset()
  const address = async (claims?: Partial<UploadTokenClaims>) =>
    `${framed.uploadUrl}/?embed=1#token=${await framed.sign(claims)}`
  await page.goto(framed.portal + framed.around(await address()))
  const frame = page.frameLocator('#upload')
  await chooseIn(frame, page)
  await turnTo(page, await address(OTHER))
  await frame.getByRole('button', { name: 'Discard and switch' }).click()
  await expect(regionOf(frame, 'Lin Wei')).toBeVisible()
  await expect(frame.getByRole('listitem', { name: 'cv.pdf', exact: true })).toHaveCount(0)
  expect(await keptIn(frame)).toEqual([0, 0, ''])

  await chooseIn(frame, page)
  await frame.getByRole('button', { name: /^Attach 1/ }).click()
  await expect(frame.getByRole('listitem', { name: 'cv.pdf', exact: true })).toHaveAttribute('data-state', 'done')
  expect(framed.sandbox.received.map(({ target }) => target.id)).toEqual([OTHER_ID])
})

test('follows the token that came last, by address or by message, also when it has had it before', async ({
  page,
  framed,
}) => {
  const [first, other] = [await framed.sign(), await framed.sign(OTHER)]
  const address = `${framed.uploadUrl}/?embed=1`
  await page.goto(framed.portal + framed.around(`${address}#token=${first}`))
  const frame = page.frameLocator('#upload')
  await expect(regionOf(frame, 'Frank Doe')).toBeVisible()
  await sendToken(page, framed, other)
  await expect(regionOf(frame, 'Lin Wei')).toBeVisible()
  await turnTo(page, `${address}#token=${first}`)
  await expect(regionOf(frame, 'Frank Doe')).toBeVisible()
  await sendToken(page, framed, other)
  await expect(regionOf(frame, 'Lin Wei')).toBeVisible()
})

test('stays with the person of a newer token when an older question is answered late', async ({ page, framed }) => {
  const address = `${framed.uploadUrl}/?embed=1`
  const ending = await framed.sign({ expiresInSeconds: 20 })
  await page.goto(framed.portal + framed.around(`${address}#token=${ending}`))
  const frame = page.frameLocator('#upload')
  await expect.poll(async () => (await heard(page, 'token-needed')).length).toBeGreaterThan(0)
  const [question] = await heard(page, 'token-needed')
  await turnTo(page, `${address}#token=${await framed.sign(OTHER)}`)
  await expect(regionOf(frame, 'Lin Wei')).toBeVisible()

  // What is sent after it is heard after it.
  const further = await framed.sign({ ...OTHER, label: 'Lin Wei-Adams · Ward Manager' })
  await sendToken(page, framed, await framed.sign(), question)
  await frame.locator('html').evaluate((html) => {
    const seen = new MutationObserver(() => {
      if (html.textContent.includes('Frank Doe')) html.setAttribute('data-turned-back', '')
    })
    seen.observe(html, { subtree: true, childList: true, characterData: true })
  })
  await sendToken(page, framed, further)
  await expect(regionOf(frame, 'Lin Wei-Adams')).toBeVisible()
  await expect(frame.locator('html')).not.toHaveAttribute('data-turned-back')

  await sendToken(page, framed, await framed.sign())
  await expect(regionOf(frame, 'Frank Doe')).toBeVisible()
})

test('comes back from a reload as the person it showed, or asks whose turn it is', async ({ page, framed }) => {
  const [first, other] = [await framed.sign(), await framed.sign(OTHER)]
  const address = `${framed.uploadUrl}/?embed=1`
  await page.goto(framed.portal + framed.around(`${address}#token=${first}`))
  const frame = page.frameLocator('#upload')
  await expect(regionOf(frame, 'Frank Doe')).toBeVisible()
  await turnTo(page, `${address}#token=${other}`)
  await expect(regionOf(frame, 'Lin Wei')).toBeVisible()

  // Back to the entry that was the first person's: the portal shows the other one all the same.
  const root = frame.locator('html')
  await root.evaluate((html) => window.addEventListener('popstate', () => html.setAttribute('data-moved', '')))
  await page.evaluate(() => history.back())
  await expect(root).toHaveAttribute('data-moved')
  await reload(page, frame)
  await expect(regionOf(frame, 'Lin Wei')).toBeVisible()

  // One that came by message is in memory only, and the one it took the place of must not come back.
  await sendToken(page, framed, first)
  await expect(regionOf(frame, 'Frank Doe')).toBeVisible()
  const asked = async () => (await heard(page, 'token-needed')).length
  const askedBefore = await asked()
  await reload(page, frame)
  await expect.poll(asked).toBeGreaterThan(askedBefore)
  await sendToken(page, framed, first)
  await expect(regionOf(frame, 'Frank Doe')).toBeVisible()

  // Nor one whose address the portal has taken back.
  await turnTo(page, `${address}#token=${other}`)
  await expect(regionOf(frame, 'Lin Wei')).toBeVisible()
  const askedSince = await asked()
  await turnTo(page, address)
  await expect.poll(asked).toBeGreaterThan(askedSince)
})

test('asks for a fresh token when the old one ends, and goes on', async ({ page, framed }) => {
  framed.sandbox.reset()
  await page.goto(
    framed.portal + framed.around(`${framed.uploadUrl}/?embed=1#token=${await framed.sign({ expiresInSeconds: 20 })}`),
  )
  await page.evaluate((token) => Reflect.get(window, 'tokens').push(token), await framed.sign())
  const frame = page.frameLocator('#upload')
  await chooseIn(frame, page)
  await frame.getByRole('button', { name: /^Attach 1/ }).click()
  await expect(frame.getByRole('listitem', { name: 'cv.pdf', exact: true })).toHaveAttribute('data-state', 'done')
  expect(await heard(page, 'token-needed')).not.toHaveLength(0)
})

test('works as the documents show it, and the browser has nothing to warn of', async ({ page, framed }) => {
  framed.sandbox.reset()
  const token = await framed.sign()
  const warnings: string[] = []
  page.on('console', (message) => {
    if (/postMessage|origin/i.test(message.text())) warnings.push(message.text())
  })
  await page.route(`${framed.portal}/upload-token`, (route) => route.fulfill({ body: token }))
  await page.goto(`${framed.portal}/documented`)
  await expect(page.frameLocator('iframe').getByRole('button', { name: 'Choose files' })).toBeVisible()
  await expect(page.locator('iframe')).not.toHaveCSS('height', '320px')
  expect(warnings).toEqual([])
})

test('does all it does with the sandbox that the documents name, also Enter in the field of a name', async ({
  page,
  framed,
}) => {
  framed.sandbox.reset()
  const [, tokens = ''] = /`sandbox="([^"]+)"`/.exec(readFileSync(join(ROOT, 'docs/embedding.md'), 'utf8')) ?? []
  await page.goto(framed.portal + framed.around('about:blank'))
  const address = `${framed.uploadUrl}/?embed=1#token=${await framed.sign()}`
  await page.locator('#upload').evaluate(
    (frame, [sandbox, src]) => {
      // It counts from the next navigation on.
      frame.setAttribute('sandbox', sandbox)
      frame.setAttribute('src', src)
    },
    [tokens, address] as const,
  )
  const frame = page.frameLocator('#upload')
  await chooseIn(frame, page)

  await frame.getByRole('button', { name: 'Rename cv.pdf' }).click()
  await frame.getByRole('textbox', { name: 'New name of cv.pdf' }).fill('Frank Doe')
  await page.keyboard.press('Enter')
  const named = frame.getByRole('button', { name: 'Open Frank Doe.pdf' })
  await expect(named).toBeVisible()
  const opened = page.context().waitForEvent('page')
  await named.click()
  // Where the page inherits the sandbox, the browser's reader of PDF does not run, and it shows an error in its place.
  await expect((await opened).locator('html')).toBeAttached()
  expect((await opened).url()).toMatch(/^blob:/)

  await frame.getByRole('button', { name: /^Attach 1/ }).click()
  const row = frame.getByRole('listitem', { name: 'Frank Doe.pdf', exact: true })
  await expect(row).toHaveAttribute('data-state', 'done')
  expect(framed.sandbox.received.map(({ name }) => name)).toEqual(['Frank Doe.pdf'])
})

test('tells its portal also where the list of those it may tell does not come at the first try', async ({
  page,
  framed,
}) => {
  let asked = 0
  await page.route(/\/embed\.json$/u, (route) => {
    asked += 1
    return asked === 1 ? route.abort() : route.continue()
  })
  await page.goto(framed.portal + framed.around(`${framed.uploadUrl}/?embed=1`))
  await expect.poll(() => heard(page, 'ready')).toHaveLength(1)
  await expect.poll(() => heard(page, 'token-needed')).not.toHaveLength(0)
  expect(asked).toBe(2)
})

test('is not shown in a frame of a stranger', async ({ page, framed }) => {
  const refused = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'))
  await page.goto(framed.stranger + framed.around(`${framed.uploadUrl}/?embed=1#token=${await framed.sign()}`))
  await refused
  await expect(page.frameLocator('#upload').getByRole('button')).toHaveCount(0)
  expect(await page.evaluate(() => Reflect.get(window, 'heard'))).toEqual([])
})

test('shows a portal without React that uses the element and the frame', async ({ page, framed }) => {
  framed.sandbox.reset()
  await page.goto(`${framed.uploadUrl}/portal.html#token=${await framed.sign()}`)
  // Its token comes by message.
  await expect(page.locator('iframe')).toHaveAttribute('src', '/?embed=1')
  for (const within of [page.locator('kombo-attachment-upload'), page.frameLocator('iframe').locator('main')]) {
    const opened = page.waitForEvent('filechooser')
    await within.getByRole('button', { name: 'Choose files' }).click()
    await (await opened).setFiles([real('cv.pdf')])
    await within.getByRole('button', { name: /^Attach 1/ }).click()
    await expect(within.getByRole('listitem', { name: 'cv.pdf', exact: true })).toHaveAttribute('data-state', 'done')
  }
  expect(framed.sandbox.received).toHaveLength(2)
  const frame = page.locator('iframe')
  const widget = page.frameLocator('iframe').getByRole('region', { name: /^Attachments for/ })
  await expect
    .poll(
      async () =>
        (await frame.evaluate(({ clientHeight }) => clientHeight)) - ((await widget.boundingBox())?.height ?? 0),
    )
    .toBeLessThan(8)
  await expect(frame).toHaveAttribute('style', /^height: \d+px;$/)
  const log = page.getByRole('log')
  await expect(log).toContainText('element: attachment-uploaded cv.pdf')
  await expect(log).toContainText('frame: attachment-uploaded cv.pdf')
})

/** As an answer when a `token-needed` is given. */
async function sendToken(page: Page, { uploadUrl }: Framed, token: string, question: object = {}): Promise<void> {
  await page.evaluate(
    ([origin, message]) => document.querySelector('iframe')?.contentWindow?.postMessage(message, origin),
    [uploadUrl, { ...question, source: 'kombo-attachment-upload', type: 'token', token }] as const,
  )
}
