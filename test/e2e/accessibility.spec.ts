import type { Route } from '@playwright/test'
import { violations } from './axe.ts'
import { fileAt, pdfOf, real, renamed } from './files.ts'
import { expect, test } from './portal.ts'
import type { UploadPage } from './upload-page.ts'

/** Brings every state of a row that can stand still onto one page. */
async function fillWithStates(upload: UploadPage): Promise<void> {
  const { faults } = upload.sandbox
  faults.arm('warnings', { fileName: 'noted.pdf' })
  faults.arm('INTEGRATION.PERMISSION_MISSING', { fileName: 'refused.pdf', message: 'Key lacks a permission' })
  faults.arm('reset-after-storing', { fileName: 'lost.pdf' })
  await upload.pick(
    real('cv.pdf'),
    pdfOf('noted.pdf', 1001),
    pdfOf('refused.pdf', 1002),
    pdfOf('lost.pdf', 1003),
    real('photo.heic'),
    real('word-inside.pdf'),
  )
  await upload.attach()
  await upload.expectState('cv.pdf', 'done')
  await upload.expectState('noted.pdf', 'done')
  await upload.expectState('refused.pdf', 'failed')
  await upload.expectState('lost.pdf', 'unknown')

  faults.arm('slow', { fileName: 'slow.pdf', delayMs: 60_000 })
  await upload.page.route('**/attachments', (route) =>
    route.request().postData()?.includes('cancelled.pdf') === true ? undefined : route.continue(),
  )
  await upload.pick(pdfOf('slow.pdf', 1004), pdfOf('cancelled.pdf', 1005))
  await upload.attach()
  await upload.expectState('slow.pdf', 'accepting')
  await upload.button('Cancel cancelled.pdf').click()
  await expect(upload.row('cancelled.pdf')).toHaveAttribute('data-state', /cancelled|unknown/)
  await upload.pick(renamed('cv.rtf', 'ready.rtf'))
  await upload.expectState('ready.rtf', 'ready')
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`has nothing for axe to object to, in any state, in ${colorScheme}`, async ({ upload }) => {
    test.setTimeout(60_000)
    await upload.page.emulateMedia({ colorScheme })
    await upload.open({ integration: { readBack: { permitted: false } } })
    expect(await violations(upload.page)).toEqual([])

    await fillWithStates(upload)
    expect(await violations(upload.page)).toEqual([])

    await upload.button('Rename ready.rtf').click()
    expect(await violations(upload.page)).toEqual([])

    await upload.dragFromDesktop(upload.chooseButton, [fileAt('cv.pdf')], async () => {
      expect(await violations(upload.page)).toEqual([])
    })
  })
}

test('has nothing for axe to object to where files cannot be added', async ({ upload, page, portal }) => {
  await page.goto(portal.url)
  await expect(upload.refusal).toBeVisible()
  expect(await violations(page)).toEqual([])

  await upload.visit({ claims: { expiresInSeconds: -60 } })
  await expect(upload.refusal).toContainText('expired')
  expect(await violations(page)).toEqual([])

  await upload.visit({
    integration: { restrictions: { answer: 'types', types: { CV: NO, COVER_LETTER: NO, OTHER: NO } } },
  })
  await expect(upload.widget).toContainText('does not take attachments')
  expect(await violations(page)).toEqual([])
})

const NO = { is_supported: false } as const

test('leaves what can still be pressed enabled where files cannot be added', async ({ upload, page }) => {
  const held: Route[] = []
  let isDown = false
  await page.route('**/attachments/rules', async (route) => {
    if (isDown) await route.abort()
    else held.push(route)
  })
  await upload.visit()
  await upload.widget.drop({ files: [real('cv.pdf')] })
  await expect(upload.row('cv.pdf')).toBeVisible()
  isDown = true
  for (const route of held) await route.abort()
  await expect(upload.button('Try again')).toBeVisible()
  await expect(upload.widget).not.toHaveAttribute('aria-disabled')
  // Playwright asks the tree of accessibility, where an ancestor that is disabled counts.
  await expect(upload.button('Try again')).toBeEnabled()
  await expect(upload.button('Remove cv.pdf from the list')).toBeEnabled()
})

test('tells a screen reader each result once, with file, type and outcome', async ({ upload, sandbox }) => {
  await upload.open()
  await upload.announcement.evaluate((region) => {
    const said: string[] = []
    new MutationObserver(() => {
      said.push(region.textContent ?? '')
      document.body.dataset['said'] = JSON.stringify(said)
    }).observe(region, { childList: true, characterData: true, subtree: true })
  })
  sandbox.faults.arm('REMOTE.INPUT_INVALID', { fileName: 'cv.docx' })
  await upload.pick(real('cv.pdf'), real('cv.docx'))
  await expect(upload.announcement).toContainText('2 files added')
  await upload.attach()
  await upload.expectState('cv.pdf', 'done')
  await upload.expectState('cv.docx', 'failed')
  const said = async () => (await upload.page.locator('body').getAttribute('data-said')) ?? ''
  await expect.poll(said).toMatch(/cv\.docx.*Not attached/)
  expect((await said()).match(/cv\.pdf\W*, CV: Attached/g)).toHaveLength(1)
  expect((await said()).match(/cv\.docx\W*, \w[\w ]*: Not attached/g)).toHaveLength(1)
})

test('names every button as it is labelled, so that it can be spoken', async ({ upload }) => {
  await upload.open({ integration: { readBack: { permitted: false } } })
  await fillWithStates(upload)
  const mismatches = await upload.widget.getByRole('button').evaluateAll((buttons) =>
    buttons
      .map((button) => ({
        shown: (button instanceof HTMLElement ? button.innerText : '').replaceAll(/\s+/g, ' ').trim().toLowerCase(),
        named: (button.getAttribute('aria-label') ?? button.textContent ?? '')
          .replaceAll(/\s+/g, ' ')
          .trim()
          .toLowerCase(),
      }))
      .filter(({ shown, named }) => !named.includes(shown)),
  )
  expect(mismatches).toEqual([])
})

test('offers targets of at least 24 pixels', async ({ upload }) => {
  await upload.open({ integration: { readBack: { permitted: false } } })
  await fillWithStates(upload)
  const small = await upload.widget.locator('button, select, a[href], summary').evaluateAll((controls) =>
    controls
      .map((control) => ({ html: control.outerHTML.slice(0, 120), box: control.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
      .map(({ html }) => html),
  )
  expect(small).toEqual([])
})

test(
  'is titled by the job and the record, in the language it is written in',
  { tag: '@page' },
  async ({ upload, page }) => {
    await upload.open()
    await expect(page).toHaveTitle('Attach documents · Frank Doe · Senior Nurse')
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await expect(upload.widget).toHaveAttribute('lang', 'en')
  },
)
