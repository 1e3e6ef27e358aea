import { contentOf, fileAt, real, pdfOf, renamed, sha256 } from './files.ts'
import { expect, test } from './portal.ts'

const KINDS = [
  ['cv.pdf', 'application/pdf'],
  ['cv.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['cv.doc', 'application/msword'],
  ['cv.odt', 'application/vnd.oasis.opendocument.text'],
  ['cv.rtf', 'application/rtf'],
  ['cv.txt', 'text/plain'],
  ['certificate.png', 'image/png'],
  ['certificate.jpg', 'image/jpeg'],
] as const

test('says whose record it is and where files go before anything is chosen', async ({ upload }) => {
  await upload.open()
  await expect(upload.page.getByRole('heading', { name: 'Frank Doe' })).toBeVisible()
  await expect(upload.widget).toContainText('Senior Nurse')
  await expect(upload.widget).toContainText(/goes to/)
  await expect(upload.widget).toContainText(/up\sto\s10/)
  expect(upload.page.url()).not.toContain('token')
})

for (const [name, contentType] of KINDS) {
  test(`attaches ${name} byte for byte`, async ({ upload, sandbox }) => {
    await upload.open()
    await upload.pick(real(name))
    await upload.type(name).selectOption('OTHER')
    await upload.attach()
    await upload.expectState(name, 'done')
    await expect(upload.row(name)).toContainText('Attached')
    expect(sandbox.received).toHaveLength(1)
    expect(sandbox.received[0]).toMatchObject({ name, type: 'OTHER', contentType, sha256: sha256(contentOf(name)) })
  })
}

test('takes files that are dropped on the widget', async ({ upload, sandbox }) => {
  await upload.open()
  await upload.drop(real('cv.pdf'), real('cv.docx'))
  await expect(upload.rows).toHaveCount(2)
  await expect(upload.widget).not.toContainText(/Drop to add/)
  await upload.attach()
  await upload.expectState('cv.pdf', 'done')
  await upload.expectState('cv.docx', 'done')
  expect(sandbox.received.map((each) => each.sha256).sort()).toEqual(
    [sha256(contentOf('cv.pdf')), sha256(contentOf('cv.docx'))].sort(),
  )
})

test('takes files dragged from the desktop, and shows where they will land', async ({ upload, sandbox }) => {
  await upload.open()
  await upload.dragFromDesktop(upload.chooseButton, [fileAt('cv.pdf')], async () => {
    await expect(upload.widget).toContainText(/Drop to add/)
  })
  await expect(upload.widget).not.toContainText(/Drop to add/)
  await upload.attach()
  await upload.expectState('cv.pdf', 'done')
  expect(sandbox.received[0]?.sha256).toBe(sha256(contentOf('cv.pdf')))
})

test('says no longer that files land here once they are gone, also where a file ended under them', async ({
  upload,
  sandbox,
}) => {
  sandbox.faults.arm('slow', { delayMs: 1000 })
  await upload.open()
  await upload.pick(real('cv.pdf'))
  await upload.attach()
  await upload.expectState('cv.pdf', 'accepting')
  await upload.dragAcross(upload.page.getByRole('progressbar', { name: 'cv.pdf' }), [fileAt('cv.docx')], async () => {
    await expect(upload.widget).toContainText(/Drop to add/)
    await upload.expectState('cv.pdf', 'done')
  })
  await expect(upload.widget).not.toContainText(/Drop to add/)
})

test('takes files dropped beside the widget, so that the page never opens them instead', async ({ upload }) => {
  await upload.open()
  await upload.dragFromDesktop(upload.page.getByRole('heading', { name: 'Attach documents' }), [fileAt('cv.pdf')])
  await expect(upload.row('cv.pdf')).toBeVisible()
})

test('takes files dropped after the file picker was closed without a choice, and the same file picked again', async ({
  upload,
}) => {
  await upload.open()
  const opened = upload.page.waitForEvent('filechooser')
  await upload.chooseButton.click()
  const chooser = await opened
  // A browser says so to the input; whether the window gets the focus back as well depends on the system and the frame.
  await chooser.element().evaluate((input) => input.dispatchEvent(new Event('cancel', { bubbles: true })))
  await upload.drop(real('cv.pdf'))
  await expect(upload.row('cv.pdf')).toBeVisible()
  await upload.pick(real('cv.docx'))
  await upload.button('Remove cv.docx from the list').click()
  const reopened = upload.page.waitForEvent('filechooser')
  await upload.chooseButton.click()
  const again = await reopened
  // What stands in the field when the picker opens is no change when it is picked, and no browser tells of that.
  await expect(again.element().evaluate((input) => 'value' in input && input.value)).resolves.toBe('')
  await again.setFiles(real('cv.docx'))
  await expect(upload.row('cv.docx')).toBeVisible()
})

test('takes a picture pasted from the clipboard', async ({ upload, sandbox, context, portal }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: portal.url })
  await upload.open()
  await upload.page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) })])
  }, contentOf('certificate.png').toString('base64'))
  await upload.chooseButton.focus()
  await upload.page.keyboard.press('ControlOrMeta+V')
  await expect(upload.rows).toHaveCount(1)
  await upload.page.getByRole('combobox').selectOption('OTHER')
  await upload.attach()
  await expect(upload.rows).toHaveAttribute('data-state', 'done')
  expect(sandbox.received[0]).toMatchObject({ contentType: 'image/png', type: 'OTHER' })
})

test('takes a document pasted into the widget', async ({ upload, sandbox }) => {
  await upload.open()
  await upload.chooseButton.evaluate((button, base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File([bytes], 'cv.pdf', { type: 'application/pdf' }))
    button.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, contentOf('cv.pdf').toString('base64'))
  await upload.attach()
  await upload.expectState('cv.pdf', 'done')
  expect(sandbox.received[0]?.sha256).toBe(sha256(contentOf('cv.pdf')))
})

/** Names as people give them, and as every system can store them. */
const NAMES = [
  ['Lebenslauf Müller (final).pdf', 'Lebenslauf Müller (final).pdf'],
  ['سيرة ذاتية.pdf', 'سيرة ذاتية.pdf'],
  ['履歴書 – 山田太郎.pdf', '履歴書 – 山田太郎.pdf'],
  ['Résumé.pdf', 'Résumé.pdf'],
  ["CV 'quoted' & <b>bold<b> %20 #1.pdf", "CV 'quoted' & -b-bold-b- %20 #1.pdf"],
  [`${'n'.repeat(251)}.pdf`, `${'n'.repeat(251)}.pdf`],
] as const

for (const [given, kept] of NAMES) {
  test(`attaches ${given.length > 80 ? `a name of ${given.length} characters` : given}`, async ({
    upload,
    sandbox,
  }) => {
    await upload.open()
    await upload.pick(renamed('cv.pdf', given))
    await upload.attach()
    await upload.expectState(kept, 'done')
    expect(sandbox.received[0]).toMatchObject({ name: kept, sha256: sha256(contentOf('cv.pdf')) })
  })
}

test('attaches 30 MB where the ATS takes them, byte for byte', async ({ upload, sandbox }) => {
  const large = pdfOf('portfolio.pdf', 30_000_000)
  const rule = {
    is_supported: true as const,
    max_file_size_bytes: 50_000_000,
    accepted_mime_types: ['application/pdf'],
  }
  await upload.open({
    integration: { restrictions: { answer: 'types', types: { CV: rule, COVER_LETTER: rule, OTHER: rule } } },
  })
  await upload.pick(large)
  await upload.attach()
  await upload.expectState('portfolio.pdf', 'done')
  expect(sandbox.received[0]).toMatchObject({ sizeBytes: 30_000_000, sha256: sha256(large.buffer) })
})

test('attaches two files with equal names and different content', async ({ upload, sandbox }) => {
  await upload.open()
  await upload.pick(renamed('cv.pdf', 'cv.pdf'))
  await upload.pick(renamed('cv.docx', 'letter.docx'))
  await upload.pick(pdfOf('cv.pdf', 2000))
  await expect(upload.rows).toHaveCount(3)
  await upload.attach()
  await expect(upload.widget.locator('[data-state="done"]')).toHaveCount(3)
  expect(new Set(sandbox.received.map((each) => each.sha256)).size).toBe(3)
  expect(sandbox.received.filter((each) => each.name.startsWith('cv')).length).toBe(2)
})

test('sends the type that was chosen and the name that was given', async ({ upload, sandbox }) => {
  await upload.open()
  await upload.pick(renamed('cv.pdf', 'scan0001.pdf'))
  await upload.button('Rename scan0001.pdf').click()
  await upload.page.getByRole('textbox', { name: 'New name of scan0001.pdf' }).fill('Anschreiben Doe')
  await upload.page.keyboard.press('Enter')
  await upload.type('Anschreiben Doe.pdf').selectOption('Cover letter')
  await upload.attach()
  await upload.expectState('Anschreiben Doe.pdf', 'done')
  expect(sandbox.received[0]).toMatchObject({ name: 'Anschreiben Doe.pdf', type: 'COVER_LETTER' })
})
