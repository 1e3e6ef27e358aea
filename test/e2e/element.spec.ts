import type { Page } from '@playwright/test'
import { contentOf, fileAt, pdfOf, real, renamed, sha256 } from './files.ts'
import { elementScript, localeDoor, localeScript, openHostPage, SCRIPT } from './host-page.ts'
import { expect, test } from './portal.ts'
import { limitUpload } from './slow-line.ts'

const ELEMENT = '<kombo-attachment-upload endpoint="/api" token="{{token}}"></kombo-attachment-upload>'

/** Everything the element has told the page, as text. */
function heard(page: Page): Promise<string[]> {
  return page.evaluate(() => JSON.parse(document.body.dataset['heard'] ?? '[]'))
}

/** Listens where a portal would: on the document, outside of everything. */
const LISTEN = `
  const heard = []
  for (const name of ['attachment-uploaded', 'attachment-warning', 'attachment-failed', 'attachments-settled']) {
    document.addEventListener(name, (event) => {
      const { detail } = event
      heard.push(name + ' ' + (detail.outcomes?.map((each) => each.state).join() ?? detail.name + ' ' + detail.state))
      document.body.dataset.heard = JSON.stringify(heard)
    })
  }`

for (const [kind, script] of [
  ['module', SCRIPT],
  ['classic script', '<script src="/host/element.js"></script>'],
  ['classic script at the end', '<script defer src="/host/element.js"></script>'],
] as const) {
  test(`attaches a file, loaded as a ${kind}`, async ({ upload, portal, sandbox }) => {
    await openHostPage(upload.page, portal, { body: ELEMENT, head: script })
    await upload.pick(real('cv.pdf'))
    await upload.attach()
    await upload.expectState('cv.pdf', 'done')
    expect(sandbox.received[0]?.sha256).toBe(sha256(contentOf('cv.pdf')))
  })
}

test('is defined once, however often the script is loaded', async ({ upload, portal }) => {
  const errors: Error[] = []
  upload.page.on('pageerror', (error) => errors.push(error))
  await openHostPage(upload.page, portal, {
    body: ELEMENT,
    head: SCRIPT + '<script src="/host/again.js"></script>',
    files: { 'again.js': elementScript() },
  })
  await expect(upload.chooseButton).toBeVisible()
  expect(errors).toEqual([])
})

test('tells the page what was attached, with warnings, what failed, and when all is over', async ({
  upload,
  portal,
  sandbox,
}) => {
  await openHostPage(upload.page, portal, { body: `${ELEMENT}<script>${LISTEN}</script>` })
  sandbox.faults.arm('warnings', { warnings: ['Replaced the previous CV'] })
  await upload.pick(real('cv.pdf'))
  await upload.attach()
  await upload.expectState('cv.pdf', 'done')
  sandbox.faults.arm('ATS.JOB_CLOSED')
  await upload.pick(real('cv.docx'))
  await upload.attach()
  await upload.expectState('cv.docx', 'failed')
  await expect
    .poll(() => heard(upload.page))
    .toEqual([
      'attachment-uploaded cv.pdf done',
      'attachment-warning cv.pdf done',
      'attachments-settled done',
      'attachment-failed cv.docx failed',
      'attachments-settled failed',
    ])
})

test('takes properties and calls made before the script has arrived', async ({ upload, portal, sandbox }) => {
  const { token } = await portal.link()
  const early = `
    const element = document.querySelector('kombo-attachment-upload')
    element.endpoint = '/api'
    element.getToken = async () => '${token}'
    element.autoUpload = true
    customElements.whenDefined('kombo-attachment-upload').then(() => {
      element.addFiles([new File(['%PDF-1.7 early'], 'early.pdf')])
    })`
  await openHostPage(upload.page, portal, {
    head: '',
    body: `<kombo-attachment-upload></kombo-attachment-upload><script>${early}</script>${SCRIPT}`,
  })
  await upload.expectState('early.pdf', 'done')
  expect(sandbox.received.map(({ name }) => name)).toEqual(['early.pdf'])
})

test('is steered by methods', async ({ upload, portal, sandbox }) => {
  await openHostPage(upload.page, portal, { body: ELEMENT })
  const element = upload.page.locator('kombo-attachment-upload')
  await expect(upload.chooseButton).toBeVisible()
  await element.evaluate((node: HTMLElementTagNameMap['kombo-attachment-upload']) =>
    node.addFiles([new File(['%PDF-1.7 one'], 'one.pdf'), new File(['%PDF-1.7 two'], 'two.pdf')]),
  )
  await expect(upload.rows).toHaveCount(2)
  await element.evaluate((node: HTMLElementTagNameMap['kombo-attachment-upload']) => {
    const [one, two] = node.uploads
    if (one === undefined || two === undefined) throw new Error('two uploads are in the list')
    node.rename(one.id, 'first.pdf')
    node.setType(one.id, 'OTHER')
    node.removeUpload(two.id)
    node.start()
  })
  await upload.expectState('first.pdf', 'done')
  expect(sandbox.received).toMatchObject([{ name: 'first.pdf', type: 'OTHER' }])
  await element.evaluate((node: HTMLElementTagNameMap['kombo-attachment-upload']) => node.clear())
  await expect(upload.rows).toHaveCount(0)
})

test('keeps its files when it is moved, and starts empty when it comes back', async ({ upload, portal }) => {
  await openHostPage(upload.page, portal, { body: `<div id="one">${ELEMENT}</div><div id="two"></div>` })
  await upload.pick(real('cv.pdf'))
  await expect(upload.rows).toHaveCount(1)
  await upload.page.evaluate(() => {
    document.querySelector('#two')?.append(document.querySelector('kombo-attachment-upload') ?? '')
  })
  await expect(upload.page.locator('#two').getByRole('listitem', { name: 'cv.pdf' })).toBeVisible()

  const element = await upload.page.evaluateHandle(() => document.querySelector('kombo-attachment-upload'))
  await element.evaluate((node) => node?.remove())
  await upload.page.waitForFunction((node) => node?.shadowRoot?.childElementCount === 0, element)
  await element.evaluate((node) => document.body.append(node ?? ''))
  await expect(upload.chooseButton).toBeVisible()
  await expect(upload.rows).toHaveCount(0)
})

test('stands several times on a page, each for its own record', async ({ upload, portal, sandbox }) => {
  const links = await Promise.all(['Frank Doe', 'Grace Hopper'].map((label) => portal.link({ claims: { label } })))
  const body = links
    .map(({ token }) => `<kombo-attachment-upload endpoint="/api" token="${token}"></kombo-attachment-upload>`)
    .join('')
  await openHostPage(upload.page, portal, { body })
  const second = upload.page.getByRole('region', { name: /Grace Hopper/ })
  await second.drop({ files: [real('cv.pdf')] })
  await expect(second.getByRole('listitem', { name: 'cv.pdf' })).toBeVisible()
  await expect(upload.page.getByRole('region', { name: /Frank Doe/ }).getByRole('list')).toHaveCount(0)
  await upload.attach()
  await upload.expectState('cv.pdf', 'done')
  expect(sandbox.received[0]?.integrationId).toBe(links[1]?.integrationId)
})

test('takes drops from anywhere on the page, except from another record’s widget', async ({ upload, portal }) => {
  const links = await Promise.all(['Frank Doe', 'Grace Hopper'].map((label) => portal.link({ claims: { label } })))
  const body = links
    .map(
      ({ token }) =>
        `<kombo-attachment-upload endpoint="/api" token="${token}" drop-anywhere></kombo-attachment-upload>`,
    )
    .join('<h1>Two applications</h1>')
  await openHostPage(upload.page, portal, { body })
  const [first, second] = ['Frank Doe', 'Grace Hopper'].map((name) =>
    upload.page.getByRole('region', { name: new RegExp(name) }),
  )
  if (first === undefined || second === undefined) throw new Error('There are two')
  await upload.dragFromDesktop(second.getByRole('button', { name: 'Choose files' }), [fileAt('cv.pdf')], async () => {
    await expect(second).toContainText('Drop to add')
    await expect(first).not.toContainText('Drop to add')
  })
  await expect(second.getByRole('listitem', { name: 'cv.pdf' })).toBeVisible()
  const beside = upload.page.getByRole('heading', { name: 'Two applications' })
  await upload.dragFromDesktop(beside, [fileAt('cv.docx')], async () => {
    await expect(upload.page.getByText('Drop to add')).toHaveCount(0)
  })
  // Whose they are is known where only one is seen.
  await upload.page
    .locator('kombo-attachment-upload')
    .last()
    .evaluate((element) => element.toggleAttribute('hidden'))
  await upload.dragFromDesktop(beside, [fileAt('cv.docx')])
  await expect(first.getByRole('listitem', { name: 'cv.docx' })).toBeVisible()
  await expect(first.getByRole('listitem')).toHaveCount(1)
  await expect(upload.page.locator('[data-part=row]')).toHaveCount(2)
})

test('takes no drops at all while it is disabled, and keeps the page', async ({ upload, portal }) => {
  const body = `<h1>Application</h1>${ELEMENT.replace(' endpoint', ' disabled drop-anywhere endpoint')}`
  await openHostPage(upload.page, portal, { body })
  await expect(upload.chooseButton).toBeDisabled()
  await upload.dragFromDesktop(upload.page.getByRole('heading', { name: 'Application' }), [fileAt('cv.pdf')])
  await upload.page.locator('kombo-attachment-upload').evaluate((node) => node.removeAttribute('disabled'))
  await upload.dragFromDesktop(upload.page.getByRole('heading', { name: 'Application' }), [fileAt('cv.docx')])
  await expect(upload.page.getByRole('listitem', { name: 'cv.docx' })).toBeVisible()
  await expect(upload.rows).toHaveCount(1)
})

test('is read while it is disabled, tells what becomes of a file under way, and lets nobody in', async ({
  upload,
  portal,
  sandbox,
}) => {
  const { page } = upload
  const body = `<button>Before</button>${ELEMENT.replace(' endpoint', ' auto-upload endpoint')}<button>After</button>`
  await openHostPage(page, portal, { body })
  const lift = await limitUpload(page, 400_000)
  await upload.pick(real('photo.heic'))
  await upload.expectState('photo.heic', 'rejected')
  await upload.pick(pdfOf('portfolio.pdf', 2_000_000))
  await expect(upload.row('portfolio.pdf')).toContainText(/Sending \d+%/)
  await page.locator('kombo-attachment-upload').evaluate((node) => node.setAttribute('disabled', ''))
  await expect(upload.chooseButton).toBeDisabled()

  const exposed = await accessibleNodes(page)
  const read = [
    'region Attachments for Frank Doe (disabled)',
    'heading Frank Doe',
    'listitem portfolio.pdf (disabled)',
    'progressbar portfolio.pdf',
    'status ',
  ]
  expect(exposed).toEqual(expect.arrayContaining(read))
  const controls = exposed.filter((node) => /^(button|combobox|textbox|link)/.test(node))
  expect(controls).toContain('button Cancel portfolio.pdf (disabled)')
  expect(controls.filter((node) => !node.endsWith('(disabled)'))).toEqual(['button Before', 'button After'])
  await upload.button('Before').focus()
  await page.keyboard.press('Tab')
  await expect(upload.button('After')).toBeFocused()
  await upload.button('Cancel portfolio.pdf').click({ force: true })

  await lift()
  await upload.expectState('portfolio.pdf', 'done')
  expect(sandbox.received.map(({ name }) => name)).toEqual(['portfolio.pdf'])
  await expect(upload.announcement).toContainText('portfolio.pdf')
  await expect
    .poll(() => accessibleNodes(page))
    .toContainEqual(expect.stringMatching(/^StaticText portfolio\.pdf, .*ttached/))
})

/** What Chromium tells a screen reader: role, name, and whether it is disabled. */
async function accessibleNodes(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  await session.detach()
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, properties = [] }) => {
      const isDisabled = properties.some((each) => each.name === 'disabled' && each.value.value === true)
      return `${role?.value} ${name?.value ?? ''}${isDisabled ? ' (disabled)' : ''}`
    })
}

test('works inside another shadow root, and its events leave both', async ({ upload, portal }) => {
  const body = `<div id="app"></div><script>${LISTEN}</script><script>
    document.querySelector('#app').attachShadow({ mode: 'open' }).innerHTML = \`${ELEMENT}\`
  </script>`
  await openHostPage(upload.page, portal, { body })
  await upload.pick(real('cv.pdf'))
  await upload.attach()
  await upload.expectState('cv.pdf', 'done')
  await expect.poll(() => heard(upload.page)).toEqual(['attachment-uploaded cv.pdf done', 'attachments-settled done'])
})

test('reads a token renewed in its attribute and keeps the list', async ({ upload, portal, sandbox }) => {
  const integrationId = `sandbox:${crypto.randomUUID()}`
  const first = await portal.link({ claims: { integrationId } })
  const renewed = await portal.link({ claims: { integrationId } })
  await openHostPage(upload.page, portal, { body: ELEMENT, token: first.token })
  await upload.pick(real('cv.pdf'))
  await expect(upload.rows).toHaveCount(1)
  await upload.page
    .locator('kombo-attachment-upload')
    .evaluate((node, token) => node.setAttribute('token', token), renewed.token)
  await upload.attach()
  await upload.expectState('cv.pdf', 'done')
  expect(sandbox.received).toHaveLength(1)
})

test('shows content of the page in its slots', async ({ upload, portal }) => {
  const body = ELEMENT.replace('></', '><h3 slot="header">For Frank</h3><p slot="empty-state">Nothing yet</p></')
  await openHostPage(upload.page, portal, { body })
  await expect(upload.page.getByRole('heading', { name: 'For Frank' })).toBeVisible()
  await expect(upload.page.getByText('Nothing yet')).toBeVisible()
  await upload.pick(real('cv.pdf'))
  await expect(upload.page.getByText('Nothing yet')).toBeHidden()
})

test('shows a header that the parser brings after the element itself', async ({ upload, portal }) => {
  const body = ELEMENT.replace('></', '><h3 slot="header">For Frank</h3></')
  await openHostPage(upload.page, portal, { body, head: '<script src="/host/element.js"></script>' })
  await expect(upload.chooseButton).toBeVisible()
  await expect(upload.page.getByRole('heading')).toHaveText(['For Frank'])
})

function isValid(page: Page): Promise<boolean | undefined> {
  return page.evaluate(() => document.querySelector('form')?.checkValidity())
}

function backgroundOf(page: Page): Promise<string> {
  return page.getByRole('region').evaluate((node) => getComputedStyle(node).backgroundColor)
}

const LANGUAGE = '<script src="/host/en.js"></script>'

test.describe('in other languages', () => {
  for (const head of [SCRIPT + LANGUAGE, LANGUAGE + SCRIPT]) {
    test(`takes the words of a language's script that comes ${head.startsWith(SCRIPT) ? 'after' : 'before'} its own`, async ({
      upload,
      portal,
    }) => {
      const files = { 'en.js': localeScript('en').replaceAll('Choose files', 'Pick documents') }
      await openHostPage(upload.page, portal, { html: 'lang="en-GB"', head, body: ELEMENT, files })
      await expect(upload.button('Pick documents')).toBeVisible()
    })
  }

  test('finds its words on a page of an old encoding, from a server that names none', async ({ upload, portal }) => {
    await openHostPage(upload.page, portal, {
      body: ELEMENT,
      charset: 'iso-8859-1',
      head: '<script src="/host/element.js"></script><script src="/host/de.js"></script>',
      html: 'lang="de"',
      files: { 'de.js': localeScript('de') },
    })
    expect(await upload.page.evaluate(() => document.characterSet)).toBe('windows-1252')
    await expect(upload.page.getByRole('button', { name: 'Dateien auswählen' })).toBeVisible()
  })

  test('takes the language of its attribute before that of the page', async ({ upload, portal }) => {
    const add = `import('/host/locales/en.js').then(async ({ en }) => {
      const element = await customElements.whenDefined('kombo-attachment-upload')
      element.addMessages({ ...en, locale: 'ar', direction: 'rtl' })
    })`
    const body = `${ELEMENT.replace(' endpoint', ' locale="ar" endpoint')}<script>${add}</script>`
    await openHostPage(upload.page, portal, { body, files: localeDoor('en') })
    await expect(upload.page.getByRole('region')).toHaveAttribute('dir', 'rtl')
  })

  test('speaks English where it does not know the language', async ({ upload, portal }) => {
    await openHostPage(upload.page, portal, { html: 'lang="fi"', body: ELEMENT })
    await expect(upload.chooseButton).toBeVisible()
  })

  test('takes words of the page', async ({ upload, portal }) => {
    const words = `import('/host/locales/en.js').then(({ en }) => {
      document.querySelector('kombo-attachment-upload').messages = { ...en, chooseFiles: 'Pick documents' }
    })`
    await openHostPage(upload.page, portal, { body: `${ELEMENT}<script>${words}</script>`, files: localeDoor('en') })
    await expect(upload.button('Pick documents')).toBeVisible()
  })
})

test.describe('in a form', () => {
  const FORM = `<form action="/host/"><fieldset>${ELEMENT.replace(' endpoint', ' name="documents" required endpoint')}</fieldset>
    <button>Submit</button><button type="reset">Reset</button></form>`
  const fieldset = 'form > fieldset'

  test('is required, waits for what is unsent, and submits what is attached', async ({ upload, portal }) => {
    await openHostPage(upload.page, portal, { body: FORM })
    await expect(upload.chooseButton).toBeVisible()
    expect(await isValid(upload.page)).toBe(false)
    await upload.button('Submit').click()
    await expect(upload.chooseButton).toBeFocused()

    await upload.pick(real('cv.pdf'))
    await expect(upload.rows).toHaveCount(1)
    expect(await isValid(upload.page)).toBe(false)
    await upload.attach()
    await upload.expectState('cv.pdf', 'done')
    await expect.poll(() => isValid(upload.page)).toBe(true)
    await upload.button('Submit').click()
    await upload.page.waitForURL(/documents=/)
    const submitted = new URL(upload.page.url()).searchParams.getAll('documents')
    expect(submitted.map((each) => JSON.parse(each))).toEqual([
      { name: 'cv.pdf', type: 'CV', sha256: sha256(contentOf('cv.pdf')) },
    ])
  })

  test('can be submitted in the moment it says that all is over', async ({ upload, portal }) => {
    const submit = `<script>document.addEventListener('attachments-settled', () => document.forms[0].requestSubmit())</script>`
    await openHostPage(upload.page, portal, { body: FORM + submit })
    await upload.pick(real('cv.pdf'))
    await upload.attach()
    await upload.page.waitForURL(/documents=/)
    expect(new URL(upload.page.url()).searchParams.getAll('documents')).toHaveLength(1)
  })

  test('submits what was attached and has left the list', async ({ upload, portal }) => {
    await openHostPage(upload.page, portal, { body: FORM })
    await upload.pick(real('cv.pdf'))
    await upload.attach()
    await upload.expectState('cv.pdf', 'done')
    await upload.page
      .locator('kombo-attachment-upload')
      .evaluate((node: HTMLElementTagNameMap['kombo-attachment-upload']) => node.clear())
    await expect(upload.rows).toHaveCount(0)
    await upload.button('Submit').click()
    await upload.page.waitForURL(/documents=/)
    expect(new URL(upload.page.url()).searchParams.getAll('documents')).toHaveLength(1)
  })

  test('forgets its files with a reset and takes none while it is disabled', async ({ upload, portal }) => {
    await openHostPage(upload.page, portal, { body: FORM })
    await upload.pick(renamed('cv.pdf', 'letter.pdf'))
    await expect(upload.rows).toHaveCount(1)
    await upload.button('Reset').click()
    await expect(upload.rows).toHaveCount(0)
    await upload.page.locator(fieldset).evaluate((node) => node.setAttribute('disabled', ''))
    await expect(upload.chooseButton).toBeDisabled()
    await upload.page.locator(fieldset).evaluate((node) => node.removeAttribute('disabled'))
    await expect(upload.chooseButton).toBeEnabled()
  })

  test('takes its name, and whether it is disabled, from properties set before the script has arrived', async ({
    upload,
    portal,
  }) => {
    const early = `const element = document.querySelector('kombo-attachment-upload')
      element.name = 'documents'
      element.disabled = true`
    const body = `<form>${ELEMENT}</form><script>${early}</script>${SCRIPT}`
    await openHostPage(upload.page, portal, { head: '', body })
    const element = upload.page.locator('kombo-attachment-upload')
    await expect(upload.chooseButton).toBeDisabled()
    await expect(element).toHaveAttribute('name', 'documents')
    await element.evaluate((node: HTMLElementTagNameMap['kombo-attachment-upload']) => {
      node.disabled = false
    })
    await upload.pick(real('cv.pdf'))
    await upload.attach()
    await upload.expectState('cv.pdf', 'done')
    const submitted = () =>
      upload.page.evaluate(() => new FormData(document.querySelector('form') ?? undefined).getAll('documents').length)
    await expect.poll(submitted).toBe(1)
  })
})

test.describe('in the colours of the page', () => {
  test('follows data-theme around it, and changes with it', async ({ upload, portal }) => {
    await openHostPage(upload.page, portal, { html: 'data-theme="dark"', body: ELEMENT })
    await expect.poll(() => backgroundOf(upload.page)).toBe('rgb(22, 26, 33)')
    await upload.page.evaluate(() => document.documentElement.setAttribute('data-theme', 'light'))
    await expect.poll(() => backgroundOf(upload.page)).toBe('rgb(255, 255, 255)')
  })

  test("follows the reader's system", async ({ upload, portal }) => {
    await upload.page.emulateMedia({ colorScheme: 'dark' })
    await openHostPage(upload.page, portal, { body: ELEMENT })
    await expect.poll(() => backgroundOf(upload.page)).toBe('rgb(22, 26, 33)')
  })

  test('takes custom properties and ::part rules', async ({ upload, portal, sandbox }) => {
    const style = `<style>
      body { --kau-surface: rgb(1, 2, 3) }
      kombo-attachment-upload::part(row failed) { background-color: rgb(4, 5, 6) }
      kombo-attachment-upload::part(footer) { background-color: rgb(7, 8, 9) }</style>`
    await openHostPage(upload.page, portal, { head: SCRIPT + style, body: ELEMENT })
    await expect.poll(() => backgroundOf(upload.page)).toBe('rgb(1, 2, 3)')
    sandbox.faults.arm('ATS.JOB_CLOSED')
    await upload.pick(real('cv.pdf'))
    await upload.attach()
    await upload.expectState('cv.pdf', 'failed')
    await expect(upload.row('cv.pdf')).toHaveCSS('background-color', 'rgb(4, 5, 6)')
    await expect(upload.page.locator('[data-part="footer"]')).toHaveCSS('background-color', 'rgb(7, 8, 9)')
  })

  test('has its shadow: what Tailwind declares by @property works in the shadow root', async ({ upload, portal }) => {
    await openHostPage(upload.page, portal, { body: ELEMENT })
    await expect(upload.page.getByRole('region')).not.toHaveCSS('box-shadow', 'none')
    expect(elementScript()).not.toContain('@property')
  })
})
