/**
 * Makes docs/images/upload.gif, the whole job in a few seconds, from screenshots of the built page, a real route and the
 * sandbox: node scripts/animation.mjs (after npm run build). ImageMagick puts the frames together.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findProgram } from './find-program.mjs'
import { documentLike, IMAGES, openStage, slowDown } from './pictures/stage.mjs'

const VIEWPORT = { width: 720, height: 740 }

/** The files that are dropped: name and content. */
const DROPPED = {
  'Lebenslauf Frank Doe.pdf': documentLike('cv.pdf', 1_400_000),
  'Anschreiben Frank Doe.docx': documentLike('cv.docx'),
  'Certificates 2019–2026.pdf': documentLike('cv.pdf', 2_600_000),
  'Passport photo.heic': documentLike('photo.heic'),
}

const imageMagick = findProgram({
  title: 'ImageMagick',
  variable: 'IMAGEMAGICK_PATH',
  names: ['magick', 'convert'],
  places: [],
  packages: {
    'apt-get': 'imagemagick',
    dnf: 'ImageMagick',
    apk: 'imagemagick',
    pacman: 'imagemagick',
    brew: 'imagemagick',
  },
})
if (imageMagick === null) throw new Error('There is no ImageMagick to put the frames together: set IMAGEMAGICK_PATH')

const folder = mkdtempSync(join(tmpdir(), 'animation-'))
const stage = await openStage()
try {
  const frames = await takeFrames()
  const args = frames.flatMap(({ path, hundredths }) => ['-delay', String(hundredths), path])
  // Colours first, and without dots in between: what is the same in two frames is then kept once.
  const reduce = ['+dither', '-colors', '255', '-loop', '0', '-layers', 'OptimizePlus']
  const { status, stderr } = spawnSync(imageMagick, [...args, ...reduce, join(IMAGES, 'upload.gif')], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  console.log('docs/images/upload.gif')
} finally {
  await stage.close()
  rmSync(folder, { recursive: true, force: true })
}

/** Works through one upload and keeps what a person would look at, for as long as they would. */
async function takeFrames() {
  /** @type {{ path: string, hundredths: number }[]} */
  const frames = []
  const page = await stage.browser.newPage({ viewport: VIEWPORT, colorScheme: 'light', locale: 'en-GB' })
  const keep = async (/** @type {number} */ hundredths) => {
    const path = join(folder, `${String(frames.length).padStart(2, '0')}.png`)
    await page.screenshot({ path, animations: 'disabled' })
    frames.push({ path, hundredths })
  }
  const sending = (/** @type {RegExp} */ percent) =>
    page.locator('[data-state="sending"]').filter({ hasText: percent }).first().waitFor()

  stage.sandbox.faults.arm('warnings', {
    fileName: 'Anschreiben Frank Doe.docx',
    warnings: ['The previous cover letter is now filed under “Other”.'],
  })
  await page.goto(await stage.link())
  await page.getByRole('button', { name: 'Choose files' }).waitFor()
  // A GIF has 256 colours; a soft shadow would take most of them.
  await page.evaluate(() => document.documentElement.style.setProperty('--kau-shadow', 'none'))
  await keep(160)

  await dropFiles(page, () => keep(90))
  await page.getByRole('button', { name: 'Attach 3 files' }).waitFor()
  await keep(220)

  await slowDown(page, 700_000)
  await page.getByRole('button', { name: 'Attach 3 files' }).click()
  for (const percent of [/Sending [12]\d%/, /Sending [345]\d%/, /Sending [67]\d%/, /Sending [89]\d%/]) {
    await sending(percent)
    await keep(55)
  }
  await page.locator('[data-state="done"]').nth(2).waitFor()
  await keep(420)
  return frames
}

/**
 * Drags the files over the page as from the desktop, and lets them go.
 * @param {import('playwright').Page} page
 * @param {() => Promise<void>} onWay Runs while they hang over the zone.
 */
async function dropFiles(page, onWay) {
  const paths = Object.entries(DROPPED).map(([name, content]) => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  })
  const box = await page.locator('[data-part="zone"]').boundingBox()
  if (box === null) throw new Error('There is no zone to drop on')
  const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: paths, dragOperationsMask: 1 }
  await session.send('Input.dispatchDragEvent', { type: 'dragEnter', ...place, data })
  await session.send('Input.dispatchDragEvent', { type: 'dragOver', ...place, data })
  await page.locator('[data-part="zone"][data-active]').waitFor()
  await onWay()
  await session.send('Input.dispatchDragEvent', { type: 'drop', ...place, data })
}
