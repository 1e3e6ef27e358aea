import { writeFileSync } from 'node:fs'
import { contentOf, real, renamed, sha256 } from './files.ts'
import { openHostPage, SCRIPT } from './host-page.ts'
import type { Hostile } from './hostile-pages.ts'
import { HOSTILE_PAGES, STRICT_POLICY } from './hostile-pages.ts'
import type { Portal } from './portal.ts'
import { expect, test } from './portal.ts'
import { isSamePicture } from './same-picture.ts'
import type { UploadPage } from './upload-page.ts'

/*
 * The element looks the same wherever it stands: its picture on each hostile page is compared, pixel for pixel, with its
 * picture on a page that does nothing.
 */

const PAGES = [
  'Bootstrap',
  'Bulma',
  "Tailwind's preflight",
  'everything unset',
  'rules for every bare element',
  'a root font of 62.5 % and poisoned inheritance',
  'text from right to left',
  'a strict content security policy',
] as const

/** Holds the element in one place and keeps the page's own colour from shining through its round corners. */
const PLACE = `#place#place { margin: 0 !important; padding: 0 !important; border: 0 !important; display: block !important; position: absolute !important;
  inset: 20px auto auto 20px !important; width: 640px !important; background: #888 !important }`

const BODY =
  '<div id="place"><kombo-attachment-upload endpoint="/api" token="{{token}}"></kombo-attachment-upload></div>'

const MODES = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced colours': { colorScheme: 'light', forcedColors: 'active' },
} as const

type Mode = keyof typeof MODES

/** A picture of the element with three tones, a select, buttons, a notice and the footer: what there is to be spoilt. */
async function picture(upload: UploadPage, portal: Portal, mode: Mode, hostile: Hostile): Promise<Buffer> {
  const { page, widget } = upload
  const { css = '', html, headers } = hostile
  await page.emulateMedia(MODES[mode])
  const links = ['hostile', 'place'].map((name) => `<link rel="stylesheet" href="/host/${name}.css">`)
  await openHostPage(page, portal, {
    body: BODY,
    head: links.join('') + SCRIPT,
    files: { 'hostile.css': css, 'place.css': PLACE },
    ...(html !== undefined && { html }),
    ...(headers !== undefined && { headers }),
  })
  await upload.pick(real('cv.pdf'), renamed('cv.txt', 'letter.pdf'))
  await upload.expectState('letter.pdf', 'rejected')
  await expect(page.getByRole('button', { name: 'Attach 1 file' })).toBeVisible()
  await expect(widget).not.toContainText('Checking')
  return widget.screenshot({ animations: 'disabled', caret: 'hide' })
}

const neutral = new Map<Mode, Buffer>()

const CASES: readonly (readonly [Mode, keyof typeof HOSTILE_PAGES])[] = [
  ...PAGES.map((name) => ['light', name] as const),
  ['dark', 'Bootstrap'],
  ['dark', 'a root font of 62.5 % and poisoned inheritance'],
  ['forced colours', 'Bootstrap'],
  ['forced colours', 'rules for every bare element'],
]

for (const [mode, name] of CASES) {
  test(`looks the same on a page with ${name}, in ${mode}`, async ({ upload, portal }, info) => {
    const expected = neutral.get(mode) ?? (await picture(upload, portal, mode, {}))
    neutral.set(mode, expected)
    const found = await picture(upload, portal, mode, await HOSTILE_PAGES[name]())
    if (await isSamePicture(upload.page, expected, found)) return
    writeFileSync(info.outputPath('neutral.png'), expected)
    writeFileSync(info.outputPath('hostile.png'), found)
    expect(info.outputDir, 'holds two different pictures, neutral.png and hostile.png').toBe('not needed')
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
