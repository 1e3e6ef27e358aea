import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contentOf, fileAt, pdfOf, real, sha256 } from './files.ts'
import { expect, test as base } from './portal.ts'
import type { UploadPage } from './upload-page.ts'

/* What people complain about in other uploaders (docs/complaints.md), where only a real browser can show it. */

/** A folder of its own for files that change while a test runs. */
const test = base.extend<{ readonly desktop: string }>({
  desktop: async ({ browserName: _any }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'desktop-'))
    await use(folder)
    rmSync(folder, { recursive: true })
  },
})

/** Chooses a file where it lies, so that what becomes of it there is what becomes of it here. */
async function pickFrom(upload: UploadPage, path: string): Promise<void> {
  const opened = upload.page.waitForEvent('filechooser')
  await upload.chooseButton.click()
  await (await opened).setFiles(path)
}

/** Until its bytes have been looked at. */
async function isLookedAt(upload: UploadPage, name: string): Promise<void> {
  await upload.expectState(name, 'ready')
  await expect(upload.row(name)).not.toContainText('Checking')
}

test('sends the bytes a file had when it was chosen, although it is overwritten while it waits', async ({
  upload,
  sandbox,
  desktop,
}) => {
  const path = join(desktop, 'IMG_0001.pdf')
  const first = pdfOf('IMG_0001.pdf', 300_000).buffer
  writeFileSync(path, first)
  await upload.open()
  await pickFrom(upload, path)
  await isLookedAt(upload, 'IMG_0001.pdf')
  // A camera that gives each photograph the name of the last one.
  writeFileSync(path, pdfOf('IMG_0001.pdf', 200_000).buffer)
  await pickFrom(upload, path)
  await expect(upload.rows).toHaveCount(2)
  await expect(upload.widget).not.toContainText('Checking')
  rmSync(path)
  await upload.attach()
  await expect(upload.widget.locator('[data-state="done"]')).toHaveCount(2)
  expect(sandbox.received.map((each) => each.sha256).toSorted()).toEqual(
    [sha256(first), sha256(pdfOf('', 200_000).buffer)].toSorted(),
  )
})

test('says of a large file that was changed after it was chosen what happened, and sends none of it', async ({
  upload,
  sandbox,
  desktop,
}) => {
  const path = join(desktop, 'portfolio.pdf')
  writeFileSync(path, pdfOf('portfolio.pdf', 6_000_000).buffer)
  await upload.open()
  await pickFrom(upload, path)
  await isLookedAt(upload, 'portfolio.pdf')
  writeFileSync(path, pdfOf('portfolio.pdf', 7_000_000).buffer)
  await upload.attach()
  await upload.expectState('portfolio.pdf', 'failed')
  await expect(upload.row('portfolio.pdf')).toContainText('can no longer be read')
  await expect(upload.row('portfolio.pdf')).toContainText('moved, changed or unplugged')
  expect(sandbox.received).toEqual([])
})

test('attaches each file once, as itself, while the network comes and goes', async ({ upload, sandbox, context }) => {
  await upload.open()
  const files = Array.from({ length: 7 }, (_, index) => pdfOf(`document ${index}.pdf`, 200_000 + index))
  await upload.pick(...files)
  const waiting = upload.widget.locator('[data-state="waiting"]')
  await context.setOffline(true)
  await upload.attach()
  await expect(waiting).toHaveCount(3)
  sandbox.setLatency(1500)
  await context.setOffline(false)
  await expect(upload.widget.locator('[data-state="accepting"]').first()).toBeVisible()
  await context.setOffline(true)
  await expect(waiting.first()).toContainText('You are offline')
  sandbox.setLatency(0)
  await context.setOffline(false)
  await expect(async () => {
    // What broke behind its last byte is asked about, and never sent again unasked.
    for (const button of await upload.page.getByRole('button', { name: /^Check again/ }).all()) await button.click()
    await expect(upload.widget.locator('[data-state="done"]')).toHaveCount(files.length, { timeout: 1000 })
  }).toPass()
  expect(sandbox.received.map(({ name, sha256: hash }) => `${name} ${hash}`).toSorted()).toEqual(
    files.map(({ name, buffer }) => `${name} ${sha256(buffer)}`).toSorted(),
  )
})

test('takes what is dropped once, also where drops are taken anywhere on the page', async ({ upload, sandbox }) => {
  await upload.open()
  await upload.dragFromDesktop(upload.chooseButton, [fileAt('cv.pdf')])
  await expect(upload.rows).toHaveCount(1)
  await upload.dragFromDesktop(upload.page.getByRole('heading', { level: 1 }), [fileAt('cv.docx')])
  await expect(upload.rows).toHaveCount(2)
  await upload.attach()
  await upload.expectState('cv.pdf', 'done')
  await upload.expectState('cv.docx', 'done')
  await expect(upload.rows).toHaveCount(2)
  expect(sandbox.received).toHaveLength(2)
})

test('loses no drop, neither while the file dialog is open nor after it is closed without a choice', async ({
  upload,
}) => {
  await upload.open()
  const opened = upload.page.waitForEvent('filechooser')
  await upload.chooseButton.click()
  const dialog = await opened
  await upload.dragFromDesktop(upload.chooseButton, [fileAt('cv.pdf')])
  await dialog.setFiles([])
  await upload.dragFromDesktop(upload.chooseButton, [fileAt('cv.docx')])
  await expect(upload.row('cv.pdf')).toBeVisible()
  await expect(upload.row('cv.docx')).toBeVisible()
  await expect(upload.rows).toHaveCount(2)
})

test('opens the file dialog again after it was closed without a choice, once for each press', async ({ upload }) => {
  await upload.open()
  let dialogs = 0
  upload.page.on('filechooser', () => (dialogs += 1))
  for (const count of [1, 2, 3]) {
    await upload.chooseButton.click()
    await expect.poll(() => dialogs).toBe(count)
  }
  await upload.pick(real('cv.pdf'))
  await expect(upload.row('cv.pdf')).toBeVisible()
  expect(dialogs).toBe(4)
})

test('lists files of one name from two folders as two', async ({ upload, desktop }) => {
  for (const [folder, text] of Object.entries({ 2024: 'one', 2025: 'two' })) {
    mkdirSync(join(desktop, 'references', folder), { recursive: true })
    writeFileSync(join(desktop, 'references', folder, 'reference.pdf'), `%PDF-1.7 ${text}`)
  }
  await upload.open()
  await upload.dragFromDesktop(upload.chooseButton, [join(desktop, 'references')])
  await expect(upload.rows).toHaveCount(2)
  await expect(upload.attachButton).toHaveText('Attach 2 files')
})

test('keeps nothing of a document in the browser', async ({ upload }) => {
  await upload.open()
  await upload.pick(real('cv.pdf'), real('photo.heic'))
  await upload.attach()
  await upload.expectState('cv.pdf', 'done')
  const kept = await upload.page.evaluate(async () => ({
    local: JSON.stringify(localStorage),
    session: JSON.stringify(sessionStorage),
    databases: await indexedDB.databases(),
    // Both only where the page is served with TLS or from this machine, as here.
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }))
  expect(kept).toMatchObject({ local: '{}', databases: [], caches: [], workers: 0 })
  expect(kept.session).not.toMatch(/\.pdf|\.heic/)
})

test('draws a small picture of a photograph, and a sheet where there is none to see', async ({ upload }) => {
  await upload.open()
  await upload.pick(real('certificate.png'), real('photo.heic'), {
    ...real('certificate.jpg'),
    name: 'broken.jpg',
    buffer: contentOf('certificate.jpg').subarray(0, 40),
  })
  const picture = upload.row('certificate.png').locator('canvas')
  await expect(picture).toBeVisible()
  const colours = await picture.evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] }
    return new Set(Array.from({ length: data.length / 4 }, (_, at) => data.slice(at * 4, at * 4 + 4).join())).size
  })
  expect(colours).toBeGreaterThan(1)
  await expect(upload.row('photo.heic').locator('canvas')).toHaveCount(0)
  await expect(upload.row('broken.jpg').locator('canvas')).toBeHidden()
})

test('opens a chosen file beside the page before it is sent, as nothing that could run', async ({
  upload,
  context,
}) => {
  await upload.open()
  await upload.pick(real('cv.txt'))
  await isLookedAt(upload, 'cv.txt')
  const opened = context.waitForEvent('page')
  await upload.button('Open cv.txt').click()
  const beside = await opened
  await beside.waitForLoadState()
  expect(await beside.evaluate(() => document.contentType)).toBe('text/plain')
  expect(await beside.evaluate(() => window.opener)).toBeNull()
  expect(await beside.locator('body').innerText()).toContain(contentOf('cv.txt').toString().trim().slice(0, 20))
})
