import { violations } from './axe.ts'
import { pdfOf, real } from './files.ts'
import { openHostPage } from './host-page.ts'
import { expect, test } from './portal.ts'

/* Where an element can stand, and be put, without anybody having thought of it. */

const ELEMENT = '<kombo-attachment-upload endpoint="/api" token="{{token}}"></kombo-attachment-upload>'

test.describe('moved by moveBefore, which takes nothing out of the page', () => {
  const PLACES = `<main><div id="one">${ELEMENT}</div><div id="two" data-theme="dark"></div></main>`
  const MOVE = `document.querySelector('#two').moveBefore(document.querySelector('kombo-attachment-upload'), null)`

  test('keeps its files, the focus and what is under way', async ({ upload, portal, sandbox }) => {
    await openHostPage(upload.page, portal, { body: PLACES })
    sandbox.faults.arm('slow', { delayMs: 60_000, fileName: 'slow.pdf' })
    await upload.pick(pdfOf('slow.pdf', 1001))
    await upload.attach()
    await upload.expectState('slow.pdf', 'accepting')
    await upload.pick(real('cv.pdf'))
    const remove = upload.button('Remove cv.pdf from the list')
    await remove.focus()

    await upload.page.evaluate(MOVE)
    await expect(upload.page.locator('#two kombo-attachment-upload')).toBeVisible()
    await expect(remove).toBeFocused()
    await upload.expectState('slow.pdf', 'accepting')
    await upload.expectState('cv.pdf', 'ready')
    await upload.attach()
    await upload.expectState('cv.pdf', 'done')
    expect(sandbox.requests.filter(({ method }) => method === 'POST')).toHaveLength(2)
  })

  test('looks like the place it has come to', async ({ upload, portal }) => {
    await openHostPage(upload.page, portal, { body: PLACES })
    await expect(upload.page.getByRole('region')).toHaveCSS('background-color', 'rgb(255, 255, 255)')
    await upload.page.evaluate(MOVE)
    await expect(upload.page.getByRole('region')).toHaveCSS('background-color', 'rgb(22, 26, 33)')
  })

  test('belongs to the form it has come to', async ({ upload, portal }) => {
    const named = ELEMENT.replace(' token', ' name="documents" token')
    const body = `<form id="one">${named}</form><form id="two"><fieldset disabled id="locked"></fieldset></form>`
    await openHostPage(upload.page, portal, { body })
    await upload.pick(real('cv.pdf'))
    await upload.attach()
    await upload.expectState('cv.pdf', 'done')
    await upload.page.evaluate(MOVE)
    const submitted = () =>
      upload.page.evaluate(() =>
        [...document.forms].map((form) => [form.id, new FormData(form).getAll('documents').length]),
      )
    expect(await submitted()).toEqual([
      ['one', 0],
      ['two', 1],
    ])
    await upload.page.evaluate(MOVE.replace('#two', '#locked'))
    await expect(upload.chooseButton).toBeDisabled()
  })
})

test('keeps its files and its looks when it is moved into a frame of the page', async ({ upload, portal, sandbox }) => {
  await openHostPage(upload.page, portal, { body: `${ELEMENT}<iframe title="Documents"></iframe>` })
  await upload.pick(real('cv.pdf'))
  await expect(upload.rows).toHaveCount(1)
  await upload.page.evaluate(() => {
    const inside = document.querySelector('iframe')?.contentDocument
    inside?.body.append(document.querySelector('kombo-attachment-upload') ?? '')
  })
  const frame = upload.page.frameLocator('iframe')
  await expect(frame.getByRole('region')).toHaveCSS('background-color', 'rgb(255, 255, 255)')
  await frame.getByRole('button', { name: 'Attach 1 file' }).click()
  await expect(frame.locator('[data-part="row"][data-state="done"]')).toBeVisible()
  expect(sandbox.received.map(({ name }) => name)).toEqual(['cv.pdf'])
})

test('works in a shadow root that nobody can look into, and its events leave it', async ({
  upload,
  portal,
  sandbox,
}) => {
  const script = `
    const inside = document.querySelector('#app').attachShadow({ mode: 'closed' })
    inside.innerHTML = \`${ELEMENT.replace(' token', ' auto-upload token')}\`
    document.addEventListener('attachment-uploaded', ({ detail }) => (document.title = detail.name))
    customElements.whenDefined('kombo-attachment-upload').then(() => {
      inside.querySelector('kombo-attachment-upload').addFiles([new File(['%PDF-1.7 hidden'], 'hidden.pdf')])
    })`
  await openHostPage(upload.page, portal, { body: `<div id="app"></div><script>${script}</script>` })
  await expect(upload.page).toHaveTitle('hidden.pdf')
  expect(sandbox.received.map(({ name }) => name)).toEqual(['hidden.pdf'])
})

test.describe('looked at by axe', () => {
  const inside = `<main><h1>Portal</h1><div id="app"></div></main><script>
    document.querySelector('#app').attachShadow({ mode: 'open' }).innerHTML = \`${ELEMENT}\`
  </script>`

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`has nothing to object to inside another shadow root, in ${colorScheme}`, async ({
      upload,
      portal,
      sandbox,
    }) => {
      await upload.page.emulateMedia({ colorScheme })
      await openHostPage(upload.page, portal, { body: inside })
      sandbox.faults.arm('ATS.JOB_CLOSED', { fileName: 'refused.pdf' })
      sandbox.faults.arm('warnings', { fileName: 'noted.pdf' })
      await upload.pick(pdfOf('refused.pdf', 1001), pdfOf('noted.pdf', 1002), real('photo.heic'))
      await upload.attach()
      await upload.expectState('refused.pdf', 'failed')
      await upload.expectState('noted.pdf', 'done')
      await upload.pick(real('cv.pdf'))
      await upload.expectState('cv.pdf', 'ready')
      expect(await violations(upload.page)).toEqual([])
    })
  }

  test('has nothing to object to several times on a page, disabled, or required in a form', async ({
    upload,
    portal,
  }) => {
    const links = await Promise.all(['Frank Doe', 'Grace Hopper'].map((label) => portal.link({ claims: { label } })))
    const [first = '', second = ''] = links.map(({ token }) => ELEMENT.replace('{{token}}', token))
    const form = `<form><fieldset disabled><legend>Later</legend>${second}</fieldset></form>`
    const body = `<main><h1>Portal</h1><form>${first.replace(' token', ' name="documents" required token')}</form>${form}</main>`
    await openHostPage(upload.page, portal, { body })
    await expect(upload.chooseButton).toHaveCount(2)
    await upload.page
      .locator('form')
      .first()
      .evaluate((node: HTMLFormElement) => node.reportValidity())
    expect(await violations(upload.page)).toEqual([])
  })

  test('is seen through the shadow root: what is broken in it is found', async ({ upload, portal }) => {
    await openHostPage(upload.page, portal, { body: `<main><h1>Portal</h1>${ELEMENT}</main>` })
    await upload.pick(real('cv.pdf'))
    await upload.type('cv.pdf').evaluate((select) => select.removeAttribute('aria-label'))
    const found = await violations(upload.page)
    expect(found.join('\n')).toContain('select-name')
  })
})
