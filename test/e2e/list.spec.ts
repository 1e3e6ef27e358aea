import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contentOf, pdfOf, real, renamed } from './files.ts'
import { APPLICATION, expect, test } from './portal.ts'

test('asks before the same document is attached twice under two names', async ({ upload, sandbox }) => {
  await upload.open()
  await upload.pick(real('cv.pdf'))
  await upload.pick(renamed('cv.pdf', 'the same again.pdf'))
  await upload.expectState('the same again.pdf', 'rejected')
  await expect(upload.row('the same again.pdf')).toContainText(/same document is in the list/)
  await upload.button('Add anyway the same again.pdf').click()
  await upload.expectState('the same again.pdf', 'ready')
  await upload.attach()
  await upload.expectState('the same again.pdf', 'done')
  await upload.expectState('cv.pdf', 'done')
  expect(sandbox.received).toHaveLength(2)
})

test('asks before a document is attached that is on the record already, under whatever name', async ({
  upload,
  sandbox,
}) => {
  await upload.open({ claims: { read: true } })
  await upload.pick(real('cv.pdf'))
  await upload.attach()
  await upload.expectState('cv.pdf', 'done')

  // Another day: nothing of the list is left, and the record is all there is to know it by.
  await upload.page.reload()
  await expect(upload.page.getByText('1 document on the record')).toBeVisible()
  await upload.pick(renamed('cv.pdf', 'the same again.pdf'), real('cv.docx'))
  await upload.expectState('the same again.pdf', 'rejected')
  await upload.expectState('cv.docx', 'ready')
  await expect(upload.row('the same again.pdf')).toContainText(/on the record already: \W*cv\.pdf/)
  await upload.button('Add anyway the same again.pdf').click()
  await upload.expectState('the same again.pdf', 'ready')
  await upload.attach()
  await upload.expectState('the same again.pdf', 'done')
  await upload.expectState('cv.docx', 'done')
  expect(sandbox.received).toHaveLength(3)
})

test('shows what is on the record, and what comes to it', async ({ upload, sandbox }) => {
  const claims = { read: true, integrationId: 'sandbox:record-with-documents' }
  sandbox.setIntegration(claims.integrationId, {})
  sandbox.place(
    claims.integrationId,
    { kind: 'application', id: APPLICATION.slice('application:'.length) },
    {
      name: 'reference.pdf',
      bytes: pdfOf('reference.pdf', 500).buffer,
    },
  )
  await upload.open({ claims })
  await upload.page.getByText('1 document on the record').click()
  await expect(upload.page.getByText('reference.pdf')).toBeVisible()
  await upload.pick(real('cv.pdf'))
  await upload.attach()
  await upload.expectState('cv.pdf', 'done')
  await expect(upload.page.getByText('2 documents on the record')).toBeVisible()
})

test('lists nothing of the record where the link does not allow it', async ({ upload, portal, request }) => {
  const { token } = await upload.open()
  const listed = await request.get(`${portal.url}/api/applications/GRKdd9dibYKKCrmGRSMJf3wu/attachments`, {
    headers: { Authorization: `Bearer ${token}` },
  })
  expect(listed.status()).toBe(403)
  expect(await listed.json()).toMatchObject({ error: { code: 'UPLOAD.READ_NOT_GRANTED' } })
})

test('takes as many files as the link allows, and no more after a reload', async ({ upload, sandbox }) => {
  await upload.open({ claims: { maxFiles: 1 } })
  await upload.pick(real('cv.pdf'), real('cv.docx'))
  await upload.expectState('cv.docx', 'rejected')
  await expect(upload.row('cv.docx')).toContainText('Only 1 file')
  await upload.attach()
  await upload.expectState('cv.pdf', 'done')

  await expect(upload.widget).toContainText('taken all the files')

  await upload.page.reload()
  await expect(upload.widget).toContainText('taken all the files')
  await expect(upload.chooseButton).toHaveCount(0)
  expect(sandbox.received.map((each) => each.name)).toEqual(['cv.pdf'])
})

test('walks a folder that is dropped, and says what it leaves out', async ({ upload, sandbox }) => {
  const folder = mkdtempSync(join(tmpdir(), 'dropped-'))
  mkdirSync(join(folder, 'application/certificates'), { recursive: true })
  writeFileSync(join(folder, 'application/cv.pdf'), contentOf('cv.pdf'))
  writeFileSync(join(folder, 'application/certificates/diploma.docx'), contentOf('cv.docx'))
  writeFileSync(join(folder, 'application/.DS_Store'), 'x')
  writeFileSync(join(folder, 'application/certificates/desktop.ini'), 'x')
  await upload.open()
  await upload.dragFromDesktop(upload.chooseButton, [join(folder, 'application')])
  await expect(upload.rows).toHaveCount(2)
  await expect(upload.announcement).toContainText('2 items skipped: hidden, part of the system, or unreadable.')
  await upload.attach()
  await upload.expectState('cv.pdf', 'done')
  await upload.expectState('diploma.docx', 'done')
  rmSync(folder, { recursive: true })
  expect(sandbox.received).toHaveLength(2)
})

test('names a folder among very many files that looks like one of them, and walks it when it comes by itself', async ({
  upload,
}) => {
  const desktop = mkdtempSync(join(tmpdir(), 'dropped-'))
  const paths = Array.from({ length: 60 }, (_, index) => join(desktop, `letter ${index}.pdf`))
  for (const path of paths) writeFileSync(path, `%PDF-1.7 ${path}`)
  const folder = join(desktop, 'Scans.2024.pdf')
  mkdirSync(folder)
  writeFileSync(join(folder, 'diploma.docx'), contentOf('cv.docx'))
  await upload.open()
  await upload.dragFromDesktop(upload.chooseButton, [...paths, folder])
  await expect(upload.rows).toHaveCount(61)
  await upload.expectState('Scans.2024.pdf', 'rejected')
  await expect(upload.row('Scans.2024.pdf')).toContainText('or it is a folder. Add it again by itself.')
  await upload.dragFromDesktop(upload.chooseButton, [folder])
  await upload.expectState('diploma.docx', 'ready')
  rmSync(desktop, { recursive: true })
})

test('keeps files that were chosen for one person from being sent to another', async ({ upload, sandbox }) => {
  await upload.open()
  await upload.pick(real('cv.pdf'))
  const other = { target: 'application:B1hu5NGyhdjSq5X3hxEz4bAN', label: 'Ayşe Yılmaz · Ward Manager' }
  await upload.visit({ claims: other })
  await expect(upload.widget).toContainText('This page has moved on to another record')
  await expect(upload.page.getByRole('heading', { name: 'Frank Doe' })).toBeVisible()
  await upload.page.getByRole('button', { name: 'Discard and switch' }).click()
  await expect(upload.page.getByRole('heading', { name: 'Ayşe Yılmaz' })).toBeVisible()
  await expect(upload.rows).toHaveCount(0)
  expect(sandbox.received).toEqual([])
})

test('stays usable with hundreds of files', async ({ upload }) => {
  await upload.open()
  await upload.pick(...Array.from({ length: 300 }, (_, index) => pdfOf(`document ${index}.pdf`, 500 + index)))
  await expect(upload.rows).toHaveCount(300)
  await expect(upload.attachButton).toHaveText('Attach 300 files')
  await upload.button('Remove document 299.pdf from the list').click()
  await expect(upload.attachButton).toHaveText('Attach 299 files')
})
