import { real, sha256, contentOf } from './files.ts'
import { expect, test } from './portal.ts'
import type { UploadPage } from './upload-page.ts'

async function attachCv(upload: UploadPage): Promise<void> {
  await upload.pick(real('cv.pdf'))
  await upload.attach()
}

test('shows the warnings that came with a success, as text', async ({ upload, sandbox }) => {
  await upload.open()
  const said: string[] = []
  upload.page.on('console', (message) => {
    if (message.type() === 'warning') said.push(message.text())
  })
  sandbox.faults.arm('warnings', { warnings: ['<img src=x onerror=alert(1)>', 'Replaced the previous CV'] })
  await attachCv(upload)
  await upload.expectState('cv.pdf', 'done')
  await expect(upload.row('cv.pdf')).toContainText('Attached, with a note')
  await expect(upload.row('cv.pdf')).toContainText('<img src=x onerror=alert(1)>')
  await expect(upload.row('cv.pdf')).toContainText('Replaced the previous CV')
  await expect(upload.row('cv.pdf')).toHaveAttribute('data-warnings', '2')
  expect(said.join('\n')).toContain('Replaced the previous CV')
})

test('believes an undocumented confirmation, and says so', async ({ upload, sandbox }) => {
  await upload.open()
  sandbox.faults.arm('no-warnings')
  await attachCv(upload)
  await upload.expectState('cv.pdf', 'done')
  expect(sandbox.received).toHaveLength(1)
})

const REFUSALS = [
  ['REMOTE.INPUT_INVALID', /refused this file/, false],
  ['PLATFORM.INPUT_INVALID', /refused this file/, false],
  ['INTEGRATION.PERMISSION_MISSING', /administrator of .* can allow/, true],
  ['INTEGRATION.AUTHENTICATION_INVALID', /administrator of .* has to connect/, true],
  ['INTEGRATION.SETUP_SYNC_PENDING', /still being prepared/, true],
  ['INTEGRATION.ACTION_DISABLED', /switched off/, true],
  ['INTEGRATION.ACTION_NOT_AVAILABLE', /cannot take attachments/, false],
  ['PLATFORM.AUTHENTICATION_INVALID', /whoever runs this portal/, true],
  ['ATS.JOB_CLOSED', /job is closed/, false],
] as const

for (const [code, sentence, canTryAgain] of REFUSALS) {
  test(`says who can change it after ${code}`, async ({ upload, sandbox }) => {
    await upload.open()
    sandbox.faults.arm(code)
    await attachCv(upload)
    await upload.expectState('cv.pdf', 'failed')
    await expect(upload.row('cv.pdf')).toContainText(sentence)
    await expect(upload.row('cv.pdf')).toContainText('Nothing has reached the record')
    await expect(upload.button('Try again cv.pdf')).toHaveCount(canTryAgain ? 1 : 0)
    expect(sandbox.received).toEqual([])
  })
}

test('tries again by hand once the cause is gone', async ({ upload, sandbox }) => {
  await upload.open()
  sandbox.faults.arm('INTEGRATION.PERMISSION_MISSING')
  await attachCv(upload)
  await upload.expectState('cv.pdf', 'failed')
  await upload.button('Try again cv.pdf').click()
  await upload.expectState('cv.pdf', 'done')
  expect(sandbox.received.map((each) => each.sha256)).toEqual([sha256(contentOf('cv.pdf'))])
})

test('keeps a code it has never heard of, and does not send again', async ({ upload, sandbox }) => {
  await upload.open()
  sandbox.faults.arm('unknown-code', { times: Infinity })
  await attachCv(upload)
  await upload.expectState('cv.pdf', 'unknown')
  expect(sandbox.requests.filter((request) => request.method === 'POST')).toHaveLength(1)
})

test('sends again by itself what Kombo turned away unread', async ({ upload, sandbox }) => {
  await upload.open()
  sandbox.faults.arm('PLATFORM.CONCURRENCY_LIMIT_EXCEEDED')
  await attachCv(upload)
  await upload.expectState('cv.pdf', 'done')
  expect(sandbox.received).toHaveLength(1)
})

test('never claims anything about a file whose answer was lost, and never sends it twice', async ({
  upload,
  sandbox,
}) => {
  await upload.open({ integration: { readBack: { permitted: false } } })
  sandbox.faults.arm('reset-after-storing')
  await attachCv(upload)
  await upload.expectState('cv.pdf', 'unknown')
  await expect(upload.row('cv.pdf')).toContainText('Maybe attached')
  await expect(upload.row('cv.pdf')).toContainText('Check before you send it again')
  await expect(upload.row('cv.pdf')).not.toContainText('Nothing has reached the record')
  expect(sandbox.received).toHaveLength(1)
})

test('finds a file on the record whose answer was lost', async ({ upload, sandbox }) => {
  await upload.open()
  sandbox.faults.arm('reset-after-storing')
  await attachCv(upload)
  await upload.expectState('cv.pdf', 'done')
  await expect(upload.row('cv.pdf')).toContainText('found on the record')
  expect(sandbox.received).toHaveLength(1)
})

test('finds out on request what became of a file, and never sends it for that', async ({ upload, sandbox }) => {
  const { integrationId } = await upload.open({ integration: { readBack: { permitted: false } } })
  sandbox.faults.arm('reset-after-storing')
  await attachCv(upload)
  await upload.expectState('cv.pdf', 'unknown')
  sandbox.setIntegration(integrationId, { readBack: { permitted: true } })
  await upload.button('Check again cv.pdf').click()
  await upload.expectState('cv.pdf', 'done')
  expect(sandbox.received).toHaveLength(1)
})

test('sends a file that is maybe attached once more only when told to', async ({ upload, sandbox }) => {
  await upload.open({ integration: { readBack: { permitted: false } } })
  sandbox.faults.arm('reset-after-storing')
  await attachCv(upload)
  await upload.expectState('cv.pdf', 'unknown')
  await upload.button('Send anyway cv.pdf').click()
  await upload.expectState('cv.pdf', 'done')
  expect(sandbox.received).toHaveLength(2)
})

test('shows none of the internals to a candidate', async ({ upload, sandbox }) => {
  await upload.open({ claims: { view: 'candidate' } })
  sandbox.faults.arm('REMOTE.INPUT_INVALID', { message: 'field resume_v2 exceeds tenant quota' })
  await attachCv(upload)
  await upload.expectState('cv.pdf', 'failed')
  await expect(upload.row('cv.pdf')).not.toContainText('resume_v2')
  await expect(upload.row('cv.pdf').getByRole('link')).toHaveCount(0)
})

test('says when nothing of a file has left for a while, and until when', async ({ upload, sandbox }) => {
  await upload.page.clock.install()
  await upload.open()
  let goOn: (() => void) | undefined
  await upload.page.route('**/attachments', async (route) => {
    if (route.request().method() === 'POST') await new Promise<void>((resolve) => (goOn = resolve))
    await route.continue()
  })
  await attachCv(upload)
  await upload.expectState('cv.pdf', 'sending')
  await expect.poll(() => goOn).toBeDefined()
  await upload.page.clock.fastForward('00:30')
  await expect(upload.row('cv.pdf')).toContainText('No progress for a while.')
  await expect(upload.announcement).toContainText('cv.pdf, CV: No progress for a while.')
  goOn?.()
  await upload.expectState('cv.pdf', 'done')
  await expect(upload.row('cv.pdf')).not.toContainText('No progress')
  expect(sandbox.received).toHaveLength(1)
})
