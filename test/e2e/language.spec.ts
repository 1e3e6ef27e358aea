import type { Page } from '@playwright/test'
import { pdfOf, real } from './files.ts'
import { tabTo } from './keyboard.ts'
import { expect, test } from './portal.ts'
import { limitUpload } from './slow-line.ts'

/** Pieces of script that the page has fetched, by the beginning of their names. */
function fetched(page: Page): string[] {
  const names: string[] = []
  page.on('request', (request) => {
    const name = /\/assets\/([a-z]+)-[^/]*\.js$/.exec(new URL(request.url()).pathname)?.[1]
    if (name !== undefined) names.push(name)
  })
  return names
}

test('fetches no other language for a reader of English', async ({ page, upload }) => {
  const names = fetched(page)
  await upload.open()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  expect(names.toSorted()).toEqual(['index', 'page'])
})

test('where the words of a language cannot be fetched, the page works in English', async ({ page, portal }) => {
  await page.route(/\/assets\/de-/u, (route) => route.fulfill({ status: 503 }))
  await page.goto((await portal.link()).href.replace('/#', '/?lang=de#'))
  await expect(page.getByRole('button', { name: 'Choose files' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
})

test.describe('for a reader of German', () => {
  test.use({ locale: 'de-AT' })

  test('the page is German from its title to the last word, and works', async ({ page, portal, sandbox }) => {
    const names = fetched(page)
    await page.goto((await portal.link()).href)
    await expect(page.getByRole('heading', { name: 'Unterlagen anfügen', level: 1 })).toBeVisible()
    await expect(page).toHaveTitle('Unterlagen anfügen · Frank Doe · Senior Nurse')
    await expect(page.locator('html')).toHaveAttribute('lang', 'de')
    expect(names.toSorted()).toEqual(['de', 'index', 'page'])

    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Dateien auswählen' }).click()
    await (await chooser).setFiles([real('cv.pdf')])
    await page.getByRole('button', { name: '1 Datei anfügen' }).click()
    await expect(page.getByRole('listitem', { name: 'cv.pdf' })).toHaveAttribute('data-state', 'done')
    expect(sandbox.received).toHaveLength(1)
  })

  test('an incomplete link is said to be so in German', async ({ page, portal }) => {
    await page.goto(portal.url)
    await expect(page.getByRole('alert')).toContainText('Dieser Link ist unvollständig.')
  })

  test('the address may name another language', async ({ page, portal }) => {
    const { href } = await portal.link()
    await page.goto(href.replace('/#', '/?lang=ar#'))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('إرفاق المستندات')
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
    const button = await page.getByRole('button', { name: 'اختيار الملفات' }).boundingBox()
    const { width } = page.viewportSize() ?? { width: 0 }
    if (button === null) throw new Error('The button is nowhere')
    expect(button.x + button.width / 2).toBeGreaterThan(width / 2)
  })

  for (const [where, asked] of [
    ['/#', ['rules']],
    ['/?embed=1#', ['embed.json', 'rules']],
  ] as const) {
    test(`what else is needed is asked for once, and no later than the words, at ${where}`, async ({
      page,
      portal,
    }) => {
      const paths: string[] = []
      page.on('request', (request) => paths.push(new URL(request.url()).pathname))
      const last = () => paths.map((path) => path.split('/').at(-1))
      await page.route(/\/assets\/de-/, async (route) => {
        await expect.poll(last).toEqual(expect.arrayContaining([...asked]))
        await route.continue()
      })
      await page.goto((await portal.link()).href.replace('/#', where))
      await expect(page.getByRole('button', { name: 'Dateien auswählen' })).toBeVisible()
      expect(
        last()
          .filter((path) => path === 'embed.json' || path === 'rules')
          .toSorted(),
      ).toEqual(asked)
    })
  }

  for (const [what, answer] of [
    ['is gone', { status: 404, body: 'Not found' }],
    ['is cut off', { contentType: 'text/javascript', body: 'export function dra' }],
  ] as const) {
    test(`where a piece of the page ${what}, that is said in German, and loading it anew goes on with the same link`, async ({
      page,
      portal,
    }) => {
      const unhandled: string[] = []
      await page.exposeFunction('tellUnhandled', (reason: string) => unhandled.push(reason))
      await page.addInitScript(() =>
        window.addEventListener('unhandledrejection', ({ reason }) =>
          Reflect.get(window, 'tellUnhandled')(`${reason}`),
        ),
      )
      await page.route(/\/assets\/page-/u, (route) => route.fulfill(answer))
      await page.goto((await portal.link()).href)
      await expect(page.getByRole('alert')).toContainText('keinen Zugang zum Upload-Dienst')
      await expect(page.locator('html')).toHaveAttribute('lang', 'de')
      expect(unhandled).toEqual([])
      await page.unroute(/\/assets\/page-/u)
      await page.getByRole('button', { name: 'Noch einmal versuchen' }).click()
      await expect(page.getByRole('region', { name: /Frank Doe/u })).toBeVisible()
      await expect(page.getByRole('button', { name: 'Dateien auswählen' })).toBeVisible()
    })
  }

  test('the page in a frame is German too', async ({ page, portal }) => {
    const { href } = await portal.link()
    await page.goto(href.replace('/#', '/?embed=1#'))
    await expect(page.getByRole('button', { name: 'Dateien auswählen' })).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(0)
    await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  })
})

test.describe('for a reader of Arabic', () => {
  test.use({ locale: 'ar' })

  test('the whole job is done from right to left, by keyboard', async ({ page, portal, sandbox }) => {
    await page.goto((await portal.link()).href)
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
    // It comes with the rules; before that there is nothing to reach.
    await expect(page.getByRole('button', { name: 'اختيار الملفات' })).toBeVisible()
    const chooser = page.waitForEvent('filechooser')
    await tabTo(page, 'اختيار الملفات')
    await page.keyboard.press('Enter')
    await (await chooser).setFiles([pdfOf('سيرة ذاتية.pdf', 1_500_000), real('cv.docx')])
    await expect(page.getByRole('list', { name: 'الملفات' }).getByRole('listitem')).toHaveCount(2)

    await page.getByRole('button', { name: 'إعادة تسمية cv.docx' }).press('Enter')
    await page.getByRole('textbox', { name: 'الاسم الجديد للملف cv.docx' }).fill('خطاب')
    await page.keyboard.press('Enter')
    await page.getByRole('combobox', { name: 'نوع خطاب.docx' }).selectOption('خطاب التقديم')
    const lift = await limitUpload(page, 400_000)
    await page.getByRole('button', { name: 'إرفاق ملفين' }).press('Enter')

    const row = page.getByRole('listitem', { name: 'سيرة ذاتية.pdf' })
    await expect(row).toContainText(/جارٍ الإرسال.*[2-7]\d/u)
    await lift()
    await expect(row).toHaveAttribute('data-state', 'done')
    await expect(page.getByRole('listitem', { name: 'خطاب.docx' })).toHaveAttribute('data-state', 'done')
    await expect(page.getByRole('status')).toContainText('أُرفق')
    expect(sandbox.received.map(({ name, type }) => `${name} ${type}`).toSorted()).toEqual(
      ['خطاب.docx COVER_LETTER', 'سيرة ذاتية.pdf CV'].toSorted(),
    )
  })
})
