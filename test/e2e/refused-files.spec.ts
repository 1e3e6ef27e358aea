import { contentOf, pdfOf, real, renamed, sha256 } from './files.ts'
import { expect, test } from './portal.ts'
import type { GivenFile } from './upload-page.ts'

const EMPTY: GivenFile = { name: 'empty.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) }
/** How Windows begins one, and how it begins one that leads to a page. */
const LINK = Buffer.from('4c0000000114020000000000c000000000000046', 'hex')
const PAGE_LINK = Buffer.from('[InternetShortcut]\r\nURL=https://example.com/cv.pdf\r\n')
const PROGRAM: GivenFile = { name: 'CV.exe', mimeType: '', buffer: Buffer.from('MZ\u0000\u0000') }

const REFUSED: readonly (readonly [what: string, name: string, file: GivenFile, sentence: RegExp])[] = [
  ['an empty file', 'empty.pdf', EMPTY, /is empty/],
  ['30 MB where 10 MiB are the limit', 'big.pdf', pdfOf('big.pdf', 30_000_000), /too large/],
  ['a Word document called PDF', 'word-inside.pdf', real('word-inside.pdf'), /not really a PDF/],
  ['a program called PDF', 'program-inside.pdf', real('program-inside.pdf'), /not really a PDF/],
  ['a PDF with a password', 'protected.pdf', real('protected.pdf'), /password/],
  ['a Word document with a password', 'protected.docx', real('protected.docx'), /password/],
  ['a document with macros', 'macros.docm', real('macros.docm'), /macros/],
  ['macros behind another ending', 'macros-renamed.docx', real('macros-renamed.docx'), /macros/],
  ['a photograph no ATS takes', 'photo.heic', real('photo.heic'), /does not take HEIC/],
  ['a program', 'CV.exe', PROGRAM, /can run/],
  ['a shortcut', 'CV.lnk', { name: 'CV.lnk', mimeType: '', buffer: LINK }, /a shortcut, not the document/],
  [
    'a shortcut called PDF',
    'CV.pdf',
    { name: 'CV.pdf', mimeType: '', buffer: PAGE_LINK },
    /a shortcut, not the document/,
  ],
  ['a kind nobody knows', 'cv.xyz', renamed('cv.txt', 'cv.xyz'), /does not take XYZ/],
]

for (const [what, name, file, sentence] of REFUSED) {
  test(`keeps ${what} in the list with its reason, and sends nothing`, async ({ upload, sandbox }) => {
    await upload.open()
    await upload.pick(file)
    await upload.expectState(name, 'rejected')
    await expect(upload.row(name)).toContainText('Not added')
    await expect(upload.row(name)).toContainText(sentence)
    await expect(upload.attachButton).toHaveCount(0)
    expect(sandbox.requests.filter((request) => request.method === 'POST')).toEqual([])
  })
}

test('attaches the good files and leaves the refused one where it can be seen', async ({ upload, sandbox }) => {
  await upload.open()
  await upload.pick(real('cv.pdf'), real('word-inside.pdf'))
  await upload.attach()
  await upload.expectState('cv.pdf', 'done')
  await upload.expectState('word-inside.pdf', 'rejected')
  expect(sandbox.received.map((each) => each.name)).toEqual(['cv.pdf'])
})

test('attaches a PDF that restricts printing and opens without a password, byte for byte', async ({
  upload,
  sandbox,
}) => {
  await upload.open()
  await upload.pick(real('restricted.pdf'), real('protected.pdf'))
  await upload.expectState('protected.pdf', 'rejected')
  await upload.attach()
  await upload.expectState('restricted.pdf', 'done')
  expect(sandbox.received.map(({ name, sha256: hash }) => [name, hash])).toEqual([
    ['restricted.pdf', sha256(contentOf('restricted.pdf'))],
  ])
})

/** What looks for a password, as the built page names it. */
const LOOKS_FOR_PASSWORD = /\/pdf-password-[\w-]+\.js$/

test(
  'fetches what looks for a password when it meets the first locked PDF, and not before',
  { tag: '@page' },
  async ({ upload, page }) => {
    const fetched: string[] = []
    page.on('request', (request) => fetched.push(...(LOOKS_FOR_PASSWORD.exec(request.url()) ?? [])))
    await upload.open()
    await upload.pick(real('cv.pdf'), real('protected.docx'))
    await upload.expectState('cv.pdf', 'ready')
    await upload.expectState('protected.docx', 'rejected')
    expect(fetched).toEqual([])
    await upload.pick(real('restricted.pdf'), real('protected.pdf'))
    await upload.expectState('restricted.pdf', 'ready')
    await upload.expectState('protected.pdf', 'rejected')
    expect(fetched).toHaveLength(1)
  },
)

test(
  'leaves it to the route to find a password where the page cannot fetch what looks for it',
  { tag: '@page' },
  async ({ upload, page, sandbox }) => {
    await page.route(LOOKS_FOR_PASSWORD, (route) => route.abort())
    await upload.open()
    await upload.pick(real('restricted.pdf'), real('protected.pdf'))
    await upload.attach()
    await upload.expectState('restricted.pdf', 'done')
    await upload.expectState('protected.pdf', 'failed')
    await expect(upload.row('protected.pdf')).toContainText('protected with a password')
    expect(sandbox.received.map(({ name }) => name)).toEqual(['restricted.pdf'])
  },
)

test('shows no name that pretends another ending', async ({ upload }) => {
  await upload.open()
  await upload.pick(renamed('cv.pdf', 'cv\u202Efdp.exe'))
  await expect(upload.rows).toHaveCount(1)
  await expect(upload.rows).toHaveAttribute('data-state', 'rejected')
  expect(await upload.widget.innerText()).not.toContain('\u202E')
})

test("follows Kombo's documented example: only other documents, as PDF or DOC, up to 10,485,760 bytes", async ({
  upload,
  sandbox,
}) => {
  await upload.open({ integration: { restrictions: 'kombo-example' } })
  await upload.pick(real('cv.docx'), real('cv.pdf'), pdfOf('limit.pdf', 10_485_760), pdfOf('over.pdf', 10_485_761))
  await upload.expectState('cv.docx', 'rejected')
  await upload.expectState('over.pdf', 'rejected')
  await expect(upload.type('cv.pdf').getByRole('option')).toHaveText(['Other'])
  await upload.attach()
  await upload.expectState('cv.pdf', 'done')
  await upload.expectState('limit.pdf', 'done')
  expect(sandbox.received.map(({ name, type }) => `${name} ${type}`).sort()).toEqual([
    'cv.pdf OTHER',
    'limit.pdf OTHER',
  ])
})

test('lets a person see what a refused file is: a web page called a PDF as its text, which does not run', async ({
  upload,
  context,
}) => {
  const page = '<!doctype html><title>Signed out</title><script>document.title = "it ran"</script>'
  await upload.open()
  await upload.pick({ name: 'cv.pdf', mimeType: 'application/pdf', buffer: Buffer.from(page) })
  await upload.expectState('cv.pdf', 'rejected')
  const opened = context.waitForEvent('page')
  await upload.button('Open cv.pdf').click()
  const beside = await opened
  await beside.waitForLoadState()
  expect(await beside.evaluate(() => [document.contentType, document.title, window.opener])).toEqual([
    'text/plain',
    '',
    null,
  ])
  await expect(beside.locator('body')).toHaveText(page)
})
