import { real } from './files.ts'
import type { Portal } from './portal.ts'
import { APPLICATION, expect, test } from './portal.ts'
import type { UploadPage } from './upload-page.ts'

test('says that a link without a token is incomplete', async ({ page, portal }) => {
  await page.goto(portal.url)
  await expect(page.getByRole('alert')).toContainText('This link is incomplete')
  await expect(page.getByRole('button')).toHaveCount(0)
})

test('says the same of the page for a frame that is in none', { tag: '@page' }, async ({ page, portal }) => {
  await page.goto(`${portal.url}/?embed=1`)
  await expect(page.getByRole('alert')).toContainText('This link is incomplete')
})

test('refuses a link that is not signed by this portal', async ({ upload }) => {
  await upload.visit({ secret: 'another portal’s secret, long enough to be one' })
  await expect(upload.refusal).toContainText('This link is not valid')
  await expect(upload.chooseButton).toHaveCount(0)
})

test('refuses a link that is no token at all', async ({ page, portal }) => {
  await page.goto(`${portal.url}/#token=hello`)
  await expect(page.getByRole('alert')).toContainText(/not valid|cannot be added/)
})

test('says that a link has expired', async ({ upload }) => {
  await upload.visit({ claims: { expiresInSeconds: -60 } })
  await expect(upload.refusal).toContainText('This link has expired')
})

test('says when a link is about to end', async ({ upload }) => {
  await upload.open({ claims: { expiresInSeconds: 590 } })
  await expect(upload.page.locator('[data-part="ending"]')).toHaveText(
    /^This link works until \d\d:\d\d\. Attach your files before then\. ?$/u,
  )
})

test('goes on with a fresh link opened in the tab of an expired one', async ({ upload, sandbox }) => {
  await upload.visit({ claims: { expiresInSeconds: -60 } })
  await expect(upload.refusal).toContainText('This link has expired')
  await upload.open()
  await upload.pick(real('cv.pdf'))
  await upload.attach()
  await upload.expectState('cv.pdf', 'done')
  expect(sandbox.received).toHaveLength(1)
})

test(
  'takes the token out of its address, and is there again after a reload',
  { tag: '@page' },
  async ({ upload, portal }) => {
    await upload.open()
    await expect(upload.page).toHaveURL(`${portal.url}/`)
    await upload.page.reload()
    await expect(upload.chooseButton).toBeVisible()
  },
)

test('works where the browser forbids storage', { tag: '@page' }, async ({ upload, portal, sandbox }) => {
  // As Chromium does when all data of sites is blocked.
  await upload.page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException(`${name} is denied for this document.`, 'SecurityError')
        },
      })
    }
  })
  await upload.open()
  await expect(upload.page).toHaveURL(`${portal.url}/`)
  await upload.page.reload()
  await upload.pick(real('cv.pdf'))
  await upload.attach()
  await upload.expectState('cv.pdf', 'done')
  expect(sandbox.received).toHaveLength(1)
  await upload.open({ claims: { label: 'Lin Wei · Ward Manager' } })
  await upload.page.reload()
  await expect(upload.chooseButton).toBeVisible()
})

test(
  'is there after a reload of a page that was prepared before it was opened',
  { tag: '@page' },
  async ({ upload }) => {
    // As in Chromium, which prepares no page while a test looks on: what is put into the storage until it is opened is gone then.
    await upload.page.addInitScript(() => Object.defineProperty(document, 'prerendering', { get: () => true }))
    await upload.open()
    await upload.page.evaluate(() => sessionStorage.clear())
    await upload.page.reload()
    await expect(upload.chooseButton).toBeVisible()
  },
)

test('lets a token reach no other record than its own', async ({ upload, portal, sandbox, request }) => {
  const { token } = await upload.open({ claims: { target: APPLICATION } })
  for (const path of ['/api/applications/B1hu5NGyhdjSq5X3hxEz4bAN', '/api/candidates/GRKdd9dibYKKCrmGRSMJf3wu']) {
    const rules = await request.get(`${portal.url}${path}/attachments/rules`, {
      headers: { Authorization: `Bearer ${token}` },
    })
    expect(rules.status()).toBe(403)
    expect(await rules.json()).toMatchObject({ error: { code: 'UPLOAD.TARGET_MISMATCH' } })
  }
  expect(sandbox.received).toEqual([])
})

for (const where of ['/#', '/?embed=1#']) {
  test(
    `at ${where}, goes on by itself when the connection is back that was lost on the way`,
    { tag: '@page' },
    async ({ page, context, portal }) => {
      // By then the first script runs.
      const asksForRules = page.waitForRequest(/\/rules$/u)
      await page.route(/\/assets\/page-/u, async (route) => {
        await asksForRules
        await context.setOffline(true)
        await route.abort('internetdisconnected')
      })
      await page.goto((await portal.link()).href.replace('/#', where))
      await expect(page.getByRole('alert')).toContainText('You are offline')
      await expect(page).toHaveTitle('You are offline.')
      await page.unroute(/\/assets\/page-/u)
      await context.setOffline(false)
      await expect(page.getByRole('button', { name: 'Choose files' })).toBeVisible()
      expect(new URL(page.url()).hash).toBe('')
    },
  )
}

test(
  'says so where not even the first script comes, and says nothing of it where it does',
  { tag: '@page' },
  async ({ page, portal }) => {
    const { href } = await portal.link()
    const late = page.getByText('This page is still loading')
    await page.route(/\/assets\/index-.*\.js/u, (route) => route.abort())
    await page.goto(href)
    await expect(late).toBeHidden()
    await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()))
    await expect(late).toBeVisible()
    await page.unroute(/\/assets\/index-.*\.js/u)
    await page.reload()
    await expect(page.getByRole('button', { name: 'Choose files' })).toBeVisible()
    await expect(late).toHaveCount(0)
  },
)

for (const [name, where, piece] of [
  ['the parts of the page', '/#', /\/assets\/page-/u],
  ['the words of a language', '/?lang=de#', /\/assets\/de-/u],
  ['the names of those it may tell in a frame', '/?embed=1#', /\/embed\.json$/u],
] as const) {
  test(`says so where ${name} never come`, { tag: '@page' }, async ({ page, portal }) => {
    // By then the first script has run.
    const answered = page.waitForResponse(/\/rules$/u)
    // Neither answered nor refused.
    await page.route(piece, () => {})
    await page.goto((await portal.link()).href.replace('/#', where), { waitUntil: 'commit' })
    await answered
    const late = page.getByText('This page is still loading')
    await expect(late).toBeHidden()
    await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()))
    await expect(late).toBeVisible()
  })
}

test.describe('where scripts are off', () => {
  test.use({ javaScriptEnabled: false })

  test('says that it needs them, where it is seen, and nothing else', { tag: '@page' }, async ({ page, portal }) => {
    await page.goto((await portal.link()).href)
    await expect(page.locator('noscript p')).toBeInViewport()
    await expect(page.locator('.page-late')).toHaveCSS('display', 'none')
  })
})

test('goes on with another link where its page could not be fetched', { tag: '@page' }, async ({ page, portal }) => {
  await page.route(/\/assets\/page-/u, (route) => route.abort())
  await page.goto((await portal.link()).href)
  await expect(page.getByRole('alert')).toContainText('could not get access')
  await page.unroute(/\/assets\/page-/u)
  await page.goto((await portal.link({ claims: { label: 'Lin Wei · Ward Manager' } })).href)
  await expect(page.getByRole('region', { name: /Lin Wei/u })).toBeVisible()
})

test(
  'prints a page that is not there in dark words on white, in the dark theme too',
  { tag: '@page' },
  async ({ page, portal }) => {
    const lightness = () =>
      page
        .getByRole('heading', { level: 1 })
        .evaluate((heading) => Number(/\d+/u.exec(getComputedStyle(heading).color)?.[0]))
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.goto(portal.url)
    expect(await lightness()).toBeGreaterThan(200)
    await page.emulateMedia({ colorScheme: 'dark', media: 'print' })
    expect(await lightness()).toBeLessThan(50)
  },
)

test('asks anew for the rules of a link that is gone back to', { tag: '@page' }, async ({ upload, portal }) => {
  const { page } = upload
  const questions: (string | undefined)[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/rules')) questions.push(request.headers()['authorization'])
  })
  const link = await portal.link()
  const other = await portal.link({ claims: { label: 'Lin Wei · Ward Manager' } })
  // The first link is left before anything is drawn, and before the answer to what was asked for it is used.
  const asked = page.waitForRequest(/\/rules$/u)
  await page.route(/\/assets\/page-/u, async (route) => {
    await asked
    await page.evaluate((token) => location.assign(`#token=${token}`), other.token)
    await route.continue()
  })
  await page.goto(link.href)
  await expect(page.getByRole('region', { name: /Lin Wei/u })).toBeVisible()
  await expect(upload.chooseButton).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('region', { name: /Frank Doe/u })).toBeVisible()
  await expect(upload.chooseButton).toBeVisible()
  expect(questions).toEqual([link, other, link].map(({ token }) => `Bearer ${token}`))
})

const ROUTE = /\/attachments(?:\/rules)?$/u

/** As if the link's end had come in between, without waiting for it. */
async function end(upload: UploadPage, portal: Portal): Promise<void> {
  const { token } = await portal.link({ claims: { expiresInSeconds: -60 } })
  await upload.page.route(ROUTE, (route) =>
    route.continue({ headers: { ...route.request().headers(), authorization: `Bearer ${token}` } }),
  )
}

test('expires in the middle of the work without losing the list', async ({ upload, portal, sandbox }) => {
  await upload.open()
  await upload.pick(real('cv.pdf'))
  await expect(upload.attachButton).toBeVisible()
  await end(upload, portal)
  await upload.attach()
  await upload.expectState('cv.pdf', 'failed')
  await expect(upload.row('cv.pdf')).toContainText('This link has expired')
  // Nothing more can be chosen, and nothing is offered that would be refused again.
  await expect(upload.chooseButton).toHaveCount(0)
  await expect(upload.page.getByRole('button', { name: /again/u })).toHaveCount(0)
  await upload.expectState('cv.pdf', 'failed')
  expect(sandbox.received).toEqual([])
})

test('asks before a link to another record takes the place of files that an ended one left', async ({
  upload,
  portal,
}) => {
  await upload.open()
  await upload.pick(real('cv.pdf'))
  await expect(upload.attachButton).toBeVisible()
  await end(upload, portal)
  await upload.attach()
  await expect(upload.chooseButton).toHaveCount(0)
  await upload.page.unroute(ROUTE)
  await upload.visit({ claims: { target: 'application:B1hu5NGyhdjSq5X3hxEz4bAN' } })
  await upload.page.getByRole('button', { name: /^Discard/u }).click()
  await expect(upload.chooseButton).toBeVisible()
  await expect(upload.row('cv.pdf')).toHaveCount(0)
})

test('offers only the types the link allows', async ({ upload, sandbox }) => {
  await upload.open({ claims: { types: ['COVER_LETTER'] } })
  await upload.pick(real('cv.pdf'))
  await upload.type('cv.pdf').selectOption('Cover letter')
  await expect(upload.type('cv.pdf').getByRole('option', { name: 'CV' })).toHaveCount(0)
  await upload.attach()
  await upload.expectState('cv.pdf', 'done')
  expect(sandbox.received[0]?.type).toBe('COVER_LETTER')
})

test('keeps the acting user of the link out of the browser’s hands', async ({ upload, sandbox }) => {
  await upload.open({ claims: { remoteFields: { greenhouse: { post_headers: { 'On-Behalf-Of': '42' } } } } })
  await upload.pick(real('cv.pdf'))
  await upload.attach()
  await upload.expectState('cv.pdf', 'done')
  expect(sandbox.received[0]?.remoteFields).toEqual({ greenhouse: { post_headers: { 'On-Behalf-Of': '42' } } })
})
