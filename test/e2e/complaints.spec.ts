import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Sandbox } from '../../src/sandbox.ts'
import { contentOf, fileAt, pdfOf, real, sha256 } from './files.ts'
import { APPLICATION, expect, test as base } from './portal.ts'
import { limitUpload } from './slow-line.ts'
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
  await expect(upload.row('portfolio.pdf')).toContainText('moved or changed')
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

/** Names of the documents on the record, as Kombo reads them back. */
async function namesOnRecord({ apiUrl, apiKey }: Sandbox, integrationId: string): Promise<readonly string[]> {
  const answer = await fetch(`${apiUrl}/ats/${APPLICATION.replace(':', 's/')}/attachments`, {
    headers: { authorization: `Bearer ${apiKey}`, 'x-integration-id': integrationId },
  })
  const { data }: { data: { results: readonly { file_name: string }[] } } = await answer.json()
  return data.results.map(({ file_name: name }) => name)
}

test('brings a name in any script to the record letter for letter', async ({ upload, sandbox }) => {
  const asTyped = [
    'Lebenslauf – Żółć 履歴書 السيرة.pdf',
    // Letters joined, and kept from being joined, by characters nobody sees.
    '𠮷野家 👩\u200D⚕️.pdf',
    'رزومه\u200Cی من.pdf',
  ]
  // How macOS hands over a name. A system that compares bytes would not find it by what people type.
  const inPieces = 'Re\u0301sume\u0301 カ\u3099イト\u3099.pdf'
  const kept = [...asTyped, 'Résumé ガイド.pdf']
  const { integrationId } = await upload.open()
  await upload.pick(...[...asTyped, inPieces].map((name, index) => pdfOf(name, 1000 + index)))
  await expect(upload.rows).toHaveCount(kept.length)
  await upload.attach()
  for (const name of kept) await upload.expectState(name, 'done')
  expect(sandbox.received.map(({ name }) => name).toSorted()).toEqual(kept.toSorted())
  expect((await namesOnRecord(sandbox, integrationId)).toSorted()).toEqual(kept.toSorted())
})

test('shows no time left while three files are sent', async ({ upload }) => {
  const names = ['a.pdf', 'b.pdf', 'c.pdf']
  await upload.open()
  await upload.pick(...names.map((name, index) => pdfOf(name, 1_000_000 + index)))
  for (const name of names) await isLookedAt(upload, name)
  const shown = await upload.widget.evaluateHandle((widget: HTMLElement) => {
    const texts: string[] = []
    const spoken = ['aria-label', 'aria-description', 'aria-valuetext', 'title']
    new MutationObserver(() => {
      if (widget.querySelectorAll('[data-state="sending"]').length < 3) return
      const inAttributes = [...widget.querySelectorAll('*')].flatMap((element) =>
        spoken.map((attribute) => element.getAttribute(attribute) ?? ''),
      )
      texts.push([widget.innerText, ...inAttributes].join('\n'))
    }).observe(widget, { subtree: true, childList: true, characterData: true, attributes: true })
    return texts
  })
  await limitUpload(upload.page, 300_000)
  await upload.attach()
  await expect(upload.announcement).toContainText('25% sent')
  const lines = new Set((await shown.jsonValue()).flatMap((text) => text.split('\n')))
  expect([...lines].filter((line) => /^Sending \d+%$/.test(line)).length).toBeGreaterThan(2)
  // Every number is a share, a size or a count of files, and so none is a time.
  const accounted = /\d+%|[\d.]+\sof\s[\d.]+\sMB|up\sto\s\d+\sMB|\d\sof\s3\sattached|3 files added/g
  const ofTime = /\d|\b(?:left|remaining|seconds?|minutes?|hours?|soon)\b/i
  expect([...lines].filter((line) => ofTime.test(line.replaceAll(accounted, '')))).toEqual([])
})

/** All that a page of this origin has put where it would still be when the page is gone. */
async function keptBy(page: Page) {
  const kept = await page.evaluate(async () => {
    const files: string[] = []
    for await (const name of (await navigator.storage.getDirectory()).keys()) files.push(name)
    return {
      local: Object.entries(localStorage),
      session: Object.entries(sessionStorage),
      databases: await indexedDB.databases(),
      // These only where the page is served with TLS or from this machine, as here.
      caches: await caches.keys(),
      files,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      usedBytes: (await navigator.storage.estimate()).usage,
      history: history.state,
      window: window.name,
    }
  })
  return { ...kept, cookies: await page.context().cookies() }
}

test('keeps nothing of a document in the browser, from the moment it is chosen until the page is loaded again', async ({
  upload,
  sandbox,
  context,
}) => {
  test.slow()
  const { page } = upload
  const { token } = await upload.open()
  const before = await keptBy(page)
  expect({ ...before, session: before.session.map(([, value]) => value) }).toEqual({
    local: [],
    session: [token],
    databases: [],
    caches: [],
    files: [],
    workers: 0,
    usedBytes: 0,
    history: null,
    window: '',
    cookies: [],
  })

  sandbox.faults.arm('REMOTE.INPUT_INVALID', { fileName: 'cv.docx' })
  // One that is taken into the page, one that is left where it lies, and one that is refused.
  await upload.pick(real('cv.docx'), pdfOf('portfolio.pdf', 5_000_000), real('photo.heic'))
  await isLookedAt(upload, 'cv.docx')
  await isLookedAt(upload, 'portfolio.pdf')
  await upload.expectState('photo.heic', 'rejected')
  expect(await keptBy(page)).toEqual(before)

  const lift = await limitUpload(page, 200_000)
  await upload.attach()
  await expect(upload.row('portfolio.pdf')).toContainText(/Sending [1-9]/)
  expect(await keptBy(page)).toEqual(before)
  await upload.expectState('portfolio.pdf', 'sending')

  await lift()
  await upload.expectState('portfolio.pdf', 'done')
  await upload.expectState('cv.docx', 'failed')
  expect(await keptBy(page)).toEqual(before)

  await context.setOffline(true)
  await upload.pick(pdfOf('letter.pdf', 1000))
  await upload.attach()
  await upload.expectState('letter.pdf', 'waiting')
  expect(await keptBy(page)).toEqual(before)

  await context.setOffline(false)
  await upload.expectState('letter.pdf', 'done')
  expect(await keptBy(page)).toEqual(before)

  await page.reload()
  await expect(upload.chooseButton).toBeVisible()
  await expect(upload.rows).toHaveCount(0)
  expect(await keptBy(page)).toEqual(before)
})

test('says after a drop what came of it, and nothing of the zone that was reached and left', async ({ upload }) => {
  const files = [fileAt('cv.pdf'), fileAt('cv.docx')]
  await upload.open()
  const said = await upload.widget.evaluateHandle((widget) => {
    const texts: string[] = []
    new MutationObserver(() => {
      const live = widget.querySelectorAll('output, [aria-live], [role="status"], [role="alert"], [role="log"]')
      const text = [...live].map((each) => each.textContent).join(' ')
      if (text !== (texts.at(-1) ?? '')) texts.push(text)
    }).observe(widget, { subtree: true, childList: true, characterData: true, attributes: true })
    return texts
  })
  const isShown = () => expect(upload.widget).toContainText(/Drop to add/)
  await upload.dragAcross(upload.chooseButton, files, isShown)
  await expect(upload.widget).not.toContainText(/Drop to add/)
  await upload.dragFromDesktop(upload.chooseButton, files, isShown)
  await expect(upload.announcement).toContainText('added')
  // The next thing that happens: by then all has been said of the drop.
  await upload.button('Remove cv.docx from the list').click()
  await expect(upload.announcement).toContainText('removed')
  expect(await said.jsonValue()).toEqual(['2 files added.', 'cv.docx removed from the list.'])
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
