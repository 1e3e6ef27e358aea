import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { chromium, type Browser, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { CHROMIUM_ARGS } from '../../scripts/chromium-args.mjs'
import { SANDBOX_INTEGRATION_ID, type Sandbox } from '../../src/sandbox.ts'
import { add, startSandbox } from './caller.ts'

/** Empty where `npm test` has found none, and said so. */
const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'

let browser: Browser

/** Opens the page; whatever it says on its console in error fails the test. */
async function open(sandbox: Sandbox, width = 1200): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 800 } })
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  onTestFinished(async () => {
    await page.close()
    expect(complaints).toEqual([])
  })
  await page.goto(sandbox.url)
  await page.getByText('Live', { exact: true }).waitFor()
  return page
}

describe.skipIf(executablePath === '')('the page in a browser', () => {
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', ...CHROMIUM_ARGS] })
  })
  afterAll(() => browser.close())

  it('shows a file the moment it arrives, and saves it byte for byte', async () => {
    const sandbox = await startSandbox()
    const page = await open(sandbox)
    await add(sandbox, { name: 'Lebenslauf Müller.pdf' })
    const row = page.locator('#received li')
    await row.getByText('Lebenslauf Müller.pdf').waitFor()
    const [file] = sandbox.received
    expect(await row.textContent()).toContain(file?.sha256)
    expect(await row.textContent()).toContain('application of Frank Doe, Senior Nurse, Berlin')

    const [download] = await Promise.all([page.waitForEvent('download'), row.getByRole('link').click()])
    expect(download.suggestedFilename()).toBe('Lebenslauf Müller.pdf')
    expect(await readFile(await download.path())).toEqual(file?.bytes)
  })

  it('shows a hostile name as text, with its letters in their order', async () => {
    const sandbox = await startSandbox()
    await add(sandbox, { name: '<img src=x onerror=alert(1)>\u202Efdp.exe' })
    const page = await open(sandbox)
    const name = page.locator('#received .name')
    expect(await name.textContent()).toBe('<img src=x onerror=alert(1)>\uFFFDfdp.exe')
    expect(await page.locator('#received img').count()).toBe(0)
  })

  it('arms a fault with a click and shows that it is spent', async () => {
    const sandbox = await startSandbox()
    const page = await open(sandbox)
    await page.getByText('Error codes: PLATFORM').click()
    await page.getByRole('button', { name: 'TASK_TIMED_OUT, file stored' }).click()
    await page.locator('#armed').getByText('PLATFORM.TASK_TIMED_OUT, file stored').waitFor()
    expect((await add(sandbox)).status).toBe(504)
    await page.locator('#armed li').waitFor({ state: 'detached' })
    await page.locator('#requests').getByText('PLATFORM.TASK_TIMED_OUT').waitFor()
    expect(sandbox.received).toHaveLength(1)
  })

  it('changes how an integration behaves', async () => {
    const sandbox = await startSandbox()
    const page = await open(sandbox)
    await page.getByLabel('It accepts').selectOption('kombo-example')
    const restrictions = () => sandbox.integrations.find(({ id }) => id === SANDBOX_INTEGRATION_ID)?.restrictions
    await sandbox.until(() => restrictions() === 'kombo-example')
    await page.getByRole('button', { name: 'Reset', exact: true }).click()
    await sandbox.until(() => restrictions() === 'sandbox')
    await expect.poll(() => page.getByLabel('It accepts').inputValue()).toBe('sandbox')
  })

  it.each([360, 1200])('fits and has no accessibility violations at %i px', async (width) => {
    const sandbox = await startSandbox()
    await add(sandbox, { name: 'a'.repeat(255) })
    sandbox.faults.arm('no-answer', { times: 3 })
    const page = await open(sandbox, width)
    await page.locator('#received li').waitFor()
    for (const summary of await page.locator('summary').all()) {
      if ((await summary.locator('..').getAttribute('open')) === null) await summary.click()
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
    // Past the page's own policy, which lets no foreign script in.
    const debug = await page.context().newCDPSession(page)
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    await debug.send('Runtime.evaluate', { expression: axe })
    const { result } = await debug.send('Runtime.evaluate', {
      expression:
        'axe.run().then(({ violations }) => JSON.stringify(violations.map(({ id, nodes }) => [id, nodes[0].html])))',
      awaitPromise: true,
    })
    expect(result.value).toBe('[]')
  })
})
