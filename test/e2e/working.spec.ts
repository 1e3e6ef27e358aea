import { real, pdfOf } from './files.ts'
import { tabTo } from './keyboard.ts'
import { expect, test } from './portal.ts'
import { limitUpload } from './slow-line.ts'

test('asks before the page is left with unsent files, and only then', async ({ upload }) => {
  await upload.open()
  const asked: string[] = []
  upload.page.on('dialog', (dialog) => {
    asked.push(dialog.type())
    void dialog.dismiss()
  })
  await upload.pick(real('cv.pdf'))
  await upload.expectState('cv.pdf', 'ready')
  await upload.page.close({ runBeforeUnload: true })
  await expect.poll(() => asked).toEqual(['beforeunload'])

  await upload.attach()
  await upload.expectState('cv.pdf', 'done')
  const closed = upload.page.waitForEvent('close')
  await upload.page.close({ runBeforeUnload: true })
  await closed
  expect(asked).toEqual(['beforeunload'])
})

test('takes a file out of the list, and in again', async ({ upload, sandbox }) => {
  await upload.open()
  await upload.pick(real('cv.pdf'))
  await upload.button('Remove cv.pdf from the list').click()
  await expect(upload.rows).toHaveCount(0)
  await expect(upload.chooseButton).toBeFocused()
  await upload.pick(real('cv.pdf'))
  await upload.attach()
  await upload.expectState('cv.pdf', 'done')
  expect(sandbox.received).toHaveLength(1)
})

test('cancels a file that is being sent, which can be sent after all', async ({ upload, sandbox }) => {
  await upload.open()
  const lift = await limitUpload(upload.page, 400_000)
  await upload.pick(pdfOf('portfolio.pdf', 2_000_000))
  await upload.attach()
  await expect(upload.row('portfolio.pdf')).toContainText(/Sending \d+%/)
  await upload.button('Cancel portfolio.pdf').click()
  await upload.expectState('portfolio.pdf', 'cancelled')
  expect(sandbox.received).toEqual([])

  await lift()
  await upload.button('Try again portfolio.pdf').click()
  await upload.expectState('portfolio.pdf', 'done')
  expect(sandbox.received).toHaveLength(1)
})

test('does not call a file cancelled once all of it has been sent', async ({ upload, sandbox }) => {
  await upload.open()
  sandbox.faults.arm('slow', { delayMs: 60_000 })
  await upload.pick(real('cv.pdf'))
  await upload.attach()
  await upload.expectState('cv.pdf', 'accepting')
  await expect(upload.row('cv.pdf')).toContainText('Sent')
  await upload.button('Cancel cv.pdf').click()
  await upload.expectState('cv.pdf', 'unknown')
  await expect(upload.row('cv.pdf')).toContainText('Maybe attached')
})

test('does not call a file cancelled of which a service worker hides how much was sent', async ({
  upload,
  sandbox,
}) => {
  const { page } = upload
  const script = `onactivate = (event) => event.waitUntil(clients.claim())
onfetch = (event) => event.respondWith(fetch(event.request))`
  await page.context().route('**/relay.js', (route) => route.fulfill({ contentType: 'text/javascript', body: script }))
  await upload.open()
  await page.evaluate(async () => {
    const controlled = new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve))
    await navigator.serviceWorker.register('/relay.js')
    await controlled
  })
  sandbox.faults.arm('slow', { delayMs: 60_000 })
  await upload.pick(real('cv.pdf'))
  await upload.attach()
  await expect.poll(() => sandbox.received).toHaveLength(1)
  await upload.button('Cancel cv.pdf').click()
  await upload.expectState('cv.pdf', 'unknown')
})

test('has three files under way at once and no more', async ({ upload, sandbox }) => {
  const { integrationId } = await upload.open()
  sandbox.setLatency(400)
  await upload.pick(...Array.from({ length: 7 }, (_, index) => pdfOf(`document ${index}.pdf`, 1000 + index)))
  await upload.attach()
  await expect(upload.widget.locator('[data-state="done"]')).toHaveCount(7)
  expect(sandbox.maxInFlight(integrationId)).toBe(3)
  expect(sandbox.received).toHaveLength(7)
})

test('does the whole job by keyboard', async ({ upload, sandbox }) => {
  await upload.open()
  const { keyboard } = upload.page
  const opened = upload.page.waitForEvent('filechooser')
  await keyboard.press('Tab')
  await expect(upload.chooseButton).toBeFocused()
  await keyboard.press('Enter')
  await (await opened).setFiles([real('cv.pdf'), real('cv.docx')])

  await expect(upload.rows).toHaveCount(2)
  await tabTo(upload.page, 'Type of cv.pdf')
  await keyboard.press('ArrowDown')
  await expect(upload.type('cv.pdf')).toHaveValue('COVER_LETTER')
  await tabTo(upload.page, 'Remove cv.docx from the list')
  await keyboard.press('Enter')
  await expect(upload.rows).toHaveCount(1)
  await expect(upload.page.locator('body')).not.toBeFocused()
  await tabTo(upload.page, 'Attach 1 file')
  await keyboard.press('Enter')
  await upload.expectState('cv.pdf', 'done')
  await expect(upload.page.locator('body')).not.toBeFocused()
  await expect(upload.announcement).toContainText('cv.pdf, Cover letter: Attached')
  expect(sandbox.received[0]).toMatchObject({ name: 'cv.pdf', type: 'COVER_LETTER' })
})
