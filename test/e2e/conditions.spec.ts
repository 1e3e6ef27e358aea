import type { Page } from '@playwright/test'
import { openLine } from './cut-line.ts'
import { pdfOf, real, sha256 } from './files.ts'
import { expect, test } from './portal.ts'
import { limitUpload } from './slow-line.ts'

/** How far the page can be scrolled sideways, in pixels. */
function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 3 })

  test('does the whole job by touch, and shows where files go', async ({ upload, sandbox }) => {
    await upload.open()
    await expect(upload.widget.getByText(/^goes to/)).toBeInViewport()
    const opened = upload.page.waitForEvent('filechooser')
    await upload.chooseButton.tap()
    await (await opened).setFiles([real('cv.pdf'), real('certificate.jpg')])
    await upload.type('certificate.jpg').selectOption('Other')
    await upload.attachButton.tap()
    await upload.expectState('cv.pdf', 'done')
    await upload.expectState('certificate.jpg', 'done')
    expect(await sidewaysScroll(upload.page)).toBe(0)
    expect(sandbox.received).toHaveLength(2)
  })

  test('lets the picker offer documents by ending and by type, with nothing made up', async ({ upload }) => {
    await upload.open()
    const accept = (await upload.widget.locator('input[type="file"]').getAttribute('accept')) ?? ''
    const entries = accept.split(',').map((entry) => entry.trim())
    expect(entries).toContain('.pdf')
    expect(entries).toContain('application/pdf')
    expect(entries.filter((entry) => !/^(?:\.[a-z0-9]+|[a-z]+\/[\w.+-]+)$/.test(entry))).toEqual([])
  })
})

test('waits while there is no network, and goes on by itself', async ({ upload, sandbox, context }) => {
  await upload.open()
  await upload.pick(real('cv.pdf'))
  await context.setOffline(true)
  await upload.attach()
  await upload.expectState('cv.pdf', 'waiting')
  await expect(upload.row('cv.pdf')).toContainText('when you are online')
  await context.setOffline(false)
  await upload.expectState('cv.pdf', 'done')
  expect(sandbox.received).toHaveLength(1)
})

test('starts a file again whose line broke half way, and attaches it once', async ({ upload, portal, sandbox }) => {
  const line = await openLine(portal.url)
  try {
    const { href } = await portal.link()
    await upload.page.goto(href.replace(portal.url, line.origin))
    const lift = await limitUpload(upload.page, 500_000)
    const portfolio = pdfOf('portfolio.pdf', 1_500_000)
    await upload.pick(portfolio)
    await upload.attach()
    await expect(upload.row('portfolio.pdf')).toContainText(/Sending [2-7]\d%/)
    let broke = false
    upload.page.once('requestfailed', () => (broke = true))
    await expect(() => {
      // Once is not enough: on a connection that was used before, the browser itself sends the request again.
      line.cut()
      expect(broke).toBe(true)
    }).toPass()
    await lift()
    await upload.expectState('portfolio.pdf', 'done')
    expect(sandbox.received.map((each) => each.sha256)).toEqual([sha256(portfolio.buffer)])
  } finally {
    await line.close()
  }
})

test('asks again, instead of sending again, after the line broke behind the last byte', async ({
  upload,
  portal,
  sandbox,
}) => {
  const line = await openLine(portal.url)
  try {
    const { href } = await portal.link()
    await upload.page.goto(href.replace(portal.url, line.origin))
    sandbox.faults.arm('slow', { delayMs: 1500 })
    await upload.pick(real('cv.pdf'))
    await upload.attach()
    await upload.expectState('cv.pdf', 'accepting')
    // The browser may send the request once more by itself; the route knows its key and delivers nothing twice.
    await expect(async () => {
      line.cut()
      await expect(upload.row('cv.pdf')).toHaveAttribute('data-state', /unknown|done/, { timeout: 300 })
    }).toPass()
    await sandbox.until(({ received }) => received.length > 0)
    if ((await upload.row('cv.pdf').getAttribute('data-state')) === 'unknown') {
      await upload.button('Check again cv.pdf').click()
    }
    await upload.expectState('cv.pdf', 'done')
    expect(sandbox.received).toHaveLength(1)
  } finally {
    await line.close()
  }
})

test('shows progress on a slow line that never runs backwards', async ({ upload, sandbox }) => {
  await upload.open()
  await limitUpload(upload.page, 500_000)
  await upload.pick(pdfOf('portfolio.pdf', 1_500_000))
  await upload.attach()
  const seen: number[] = []
  await expect(async () => {
    const status = await upload.row('portfolio.pdf').innerText()
    const percent = /Sending (\d+)%/.exec(status)?.[1]
    if (percent !== undefined) seen.push(Number(percent))
    expect(status).toContain('Attached')
  }).toPass({ intervals: [100], timeout: 20_000 })
  expect(seen).toEqual(seen.toSorted((one, other) => one - other))
  expect(new Set(seen).size).toBeGreaterThan(4)
  expect(sandbox.received).toHaveLength(1)
})

test('says when it will try again, while the server has no room', async ({ upload, sandbox }) => {
  await upload.open()
  const busy = {
    code: 'UPLOAD.SERVER_BUSY',
    title: null,
    message: 'No room',
    log_url: null,
    delivery: 'none',
    retry_after_ms: 2000,
  }
  await upload.page.route(
    '**/attachments',
    (route) => route.fulfill({ status: 503, json: { status: 'error', error: busy } }),
    {
      times: 1,
    },
  )
  await upload.pick(real('cv.pdf'))
  await upload.attach()
  await upload.expectState('cv.pdf', 'waiting')
  await expect(upload.row('cv.pdf')).toContainText(/trying again in \d/i)
  await upload.expectState('cv.pdf', 'done')
  expect(sandbox.received).toHaveLength(1)
})

test('can be used at 400 % zoom without scrolling sideways', async ({ upload, sandbox }) => {
  await upload.page.setViewportSize({ width: 320, height: 256 })
  await upload.open()
  await upload.pick(real('cv.pdf'), { ...real('cv.docx'), name: `${'A long name without a break'.repeat(4)}.docx` })
  await upload.pick(real('word-inside.pdf'))
  expect(await sidewaysScroll(upload.page)).toBe(0)
  await upload.attach()
  await upload.expectState('cv.pdf', 'done')
  expect(await sidewaysScroll(upload.page)).toBe(0)
  expect(sandbox.received).toHaveLength(2)
})

test('keeps every word when text is spaced out', async ({ upload }) => {
  await upload.open()
  await upload.pick(real('cv.pdf'), real('photo.heic'))
  // WCAG 2.2, 1.4.12; set from outside the page's style sheets, as a reader's own tool does.
  await upload.page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }',
    )
    document.adoptedStyleSheets = [sheet]
  })
  expect(await sidewaysScroll(upload.page)).toBe(0)
  const cut = await upload.widget.locator('p, button, b, [role="heading"]').evaluateAll((elements) =>
    elements
      .filter((element) => element.clientWidth > 1 && getComputedStyle(element).overflow !== 'visible')
      .filter(
        (element) => element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1,
      )
      .map((element) => element.outerHTML.slice(0, 120)),
  )
  expect(cut).toEqual([])
})

test('shows edges and focus in forced colours', async ({ upload }) => {
  await upload.page.emulateMedia({ forcedColors: 'active' })
  await upload.open()
  await upload.chooseButton.focus()
  await upload.page.keyboard.press('Shift')
  await expect(upload.chooseButton).toHaveCSS('border-top-style', 'solid')
  const outline = await upload.chooseButton.evaluate((button) => getComputedStyle(button).outlineStyle)
  expect(outline).not.toBe('none')
})

test('moves nothing for people who asked for less motion', async ({ upload, sandbox }) => {
  await upload.page.emulateMedia({ reducedMotion: 'reduce' })
  await upload.open()
  sandbox.faults.arm('slow', { delayMs: 30_000 })
  await upload.pick(real('cv.pdf'))
  await upload.attach()
  await upload.expectState('cv.pdf', 'accepting')
  const moving = await upload.page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ effect }) => Number(effect?.getComputedTiming().duration ?? 0) > 1)
      .map(({ effect }) => (effect instanceof KeyframeEffect ? (effect.target?.outerHTML.slice(0, 80) ?? '') : '')),
  )
  expect(moving).toEqual([])
})

test('keeps right-to-left names from turning the words around them', async ({ upload }) => {
  await upload.open()
  const name = 'سيرة ذاتية (2026).pdf'
  await upload.pick({ ...real('cv.pdf'), name })
  await expect(upload.row(name)).toBeVisible()
  await expect(upload.row(name).locator('bdi', { hasText: name })).toHaveCount(1)
})

/** As browsers do on request: a `<font>` takes the place of each text, in open shadow roots as well. */
async function translate(page: Page): Promise<void> {
  await page.evaluate(() => {
    const places: ParentNode[] = [document.body]
    for (const place of places) {
      for (const { shadowRoot } of place.querySelectorAll('*')) if (shadowRoot !== null) places.push(shadowRoot)
      const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT)
      const texts: Node[] = []
      while (walker.nextNode() !== null) texts.push(walker.currentNode)
      for (const text of texts) {
        if (text.parentElement?.closest('[translate="no"], select, font') !== null) continue
        const font = document.createElement('font')
        font.textContent = text.textContent
        text.parentNode?.replaceChild(font, text)
      }
    }
  })
}

test('goes on saying what is so in a page that the browser translates', async ({ page, upload }) => {
  await upload.open()
  await translate(page)
  await upload.pick(real('cv.pdf'))
  await expect(upload.row('cv.pdf')).toContainText('type guessed')
  await translate(page)
  await upload.attach()
  await upload.expectState('cv.pdf', 'done')
  await expect(page.locator('[data-part="footer"]')).toContainText('1 of 1 attached')
  await expect(upload.row('cv.pdf')).not.toContainText('type guessed')
  await expect(upload.announcement).toContainText('cv.pdf, CV: Attached')

  await translate(page)
  await upload.pick(real('cv.docx'))
  await expect(upload.attachButton).toHaveText('Attach 1 file')
  await translate(page)
  await upload.pick(real('certificate.png'))
  await expect(upload.attachButton).toHaveText('Attach 2 files')
})
