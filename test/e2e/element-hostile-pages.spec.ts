import { contentOf, real, renamed, sha256 } from './files.ts'
import { openHostPage, SCRIPT } from './host-page.ts'
import type { Hostile, Pictures } from './hostile-pages.ts'
import { differing, HOSTILE_PAGES, picturesOf, STRICT_POLICY } from './hostile-pages.ts'
import type { Portal } from './portal.ts'
import { expect, test } from './portal.ts'
import type { UploadPage } from './upload-page.ts'

/*
 * The element looks the same wherever it stands: its pictures on each hostile page, in light, in dark and in forced colours,
 * are compared, pixel for pixel, with its pictures on a page that does nothing.
 */

const PAGES = [
  'Bootstrap',
  'Bulma',
  "Tailwind's preflight",
  'everything unset',
  'important rules for every bare element',
  'a root font of 62.5 % and poisoned inheritance',
  'text from right to left',
  'a strict content security policy',
] as const

/** Holds the element in one place and keeps the page's own colour from shining through its round corners and below half a pixel. */
const PLACE = `#place#place { margin: 0 !important; padding: 0 0 2px !important; border: 0 !important; display: block !important; position: absolute !important;
  inset: 20px auto auto 20px !important; width: 640px !important; background: #888 !important }`

const BODY =
  '<div id="place"><kombo-attachment-upload endpoint="/api" token="{{token}}"></kombo-attachment-upload></div>'

/** Pictures of the element with three tones, a select, buttons, a notice and the footer: what there is to be spoilt. */
async function pictures(upload: UploadPage, portal: Portal, hostile: Hostile | null): Promise<Pictures> {
  const { page, widget } = upload
  const { css = '', headers } = hostile ?? {}
  const links = ['hostile', 'place'].map((name) => `<link rel="stylesheet" href="/host/${name}.css">`)
  await openHostPage(page, portal, {
    body: BODY,
    head: links.join('') + SCRIPT,
    // Once as it is, and once as a page has it that scopes it: with the weight of an id, it wins over the widget's own rules.
    files: { 'hostile.css': `${css} #place { ${css} }`, 'place.css': PLACE },
    ...(headers !== undefined && { headers }),
  })
  await upload.pick(real('cv.pdf'), renamed('cv.txt', 'letter.pdf'))
  await upload.expectState('letter.pdf', 'rejected')
  await expect(page.getByRole('button', { name: 'Attach 1 file' })).toBeVisible()
  await expect(widget).not.toContainText('Checking')
  return picturesOf(widget, hostile)
}

let neutral: Pictures | null = null

for (const name of PAGES) {
  test(`looks the same on a page with ${name}, in light, in dark and in forced colours`, async ({
    upload,
    portal,
  }, info) => {
    neutral ??= await pictures(upload, portal, null)
    const found = await pictures(upload, portal, await HOSTILE_PAGES[name]())
    const spoilt = await differing(upload.widget, neutral, found, info)
    expect(spoilt, `differ from the pictures beside them in ${info.outputDir}`).toEqual([])
  })
}

test('works under a content security policy that allows nothing but the own origin', async ({
  upload,
  portal,
  sandbox,
}) => {
  const errors: string[] = []
  upload.page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await openHostPage(upload.page, portal, {
    body: BODY,
    headers: STRICT_POLICY,
  })
  await upload.drop(real('certificate.png'), real('cv.pdf'))
  await upload.attach()
  await upload.expectState('cv.pdf', 'done')
  await upload.expectState('certificate.png', 'done')
  expect(sandbox.received.map((each) => each.sha256).sort()).toEqual(
    [sha256(contentOf('cv.pdf')), sha256(contentOf('certificate.png'))].sort(),
  )
  expect(await upload.widget.evaluate((node) => getComputedStyle(node).borderRadius)).toBe('14px')
  expect(errors).toEqual([])
})
