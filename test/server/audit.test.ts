import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { SANDBOX_APPLICATION_ID, SANDBOX_INTEGRATION_ID } from '../../src/sandbox.ts'
import { LOG_FIELDS, LOG_MESSAGES } from '../../src/server/standalone/log.ts'
import type { UploadEvent } from '../../src/server/answers/upload-event.ts'
import type { RunningServer } from './running-server.ts'
import { ATTACHMENTS, SECRET, startServer } from './running-server.ts'
import { openUpload } from './slow-upload.ts'

let server: RunningServer | null = null

afterEach(async () => {
  await server?.close()
  server = null
})

/** A real PDF with a mark at its end that can be looked for. */
async function pdf(mark: string): Promise<Buffer> {
  return Buffer.concat([await readFile(new URL('../files/cv.pdf', import.meta.url)), Buffer.from(`\n%${mark}\n`)])
}

function sha256(file: Buffer): string {
  return createHash('sha256').update(file).digest('hex')
}

describe('the audit trail', () => {
  it('has one line for a delivered file: who, what, to which record, how long', async () => {
    server = await startServer()
    const file = await pdf('delivered')
    const answer = await server.attach(await server.token({ id: 'link-4711' }), file)
    expect(answer.status).toBe(200)
    const lines = server.lines('upload')
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({
      level: 'info',
      requestId: answer.headers.get('x-request-id'),
      outcome: 'delivered',
      code: null,
      grantId: 'link-4711',
      view: 'recruiter',
      integrationId: SANDBOX_INTEGRATION_ID,
      target: `application:${SANDBOX_APPLICATION_ID}`,
      type: 'CV',
      contentType: 'application/pdf',
      sizeBytes: file.length,
      sha256: sha256(file),
      warnings: 0,
      attempts: 1,
      readBacks: 0,
      durationMs: expect.any(Number),
    })
  })

  it('tells refusals apart by their code, ours and the ATS’s', async () => {
    server = await startServer()
    const token = await server.token()
    server.sandbox.faults.arm('PLATFORM.INPUT_INVALID')
    await server.attach(token, await pdf('refused by the ATS'))
    await server.attach(token, Buffer.from('MZ not a PDF'))
    expect(server.lines('upload')).toMatchObject([
      { outcome: 'refused', code: 'PLATFORM.INPUT_INVALID', attempts: 1 },
      { outcome: 'refused', code: 'UPLOAD.FILE_CONTENT_MISMATCH', attempts: 0 },
    ])
  })

  it('warns of a file that is maybe delivered', async () => {
    server = await startServer()
    server.sandbox.faults.arm('PLATFORM.TASK_TIMED_OUT')
    server.sandbox.faults.arm('INTEGRATION.PERMISSION_MISSING', { on: 'list', times: Infinity })
    await server.attach(await server.token(), await pdf('unknown'))
    expect(server.lines('upload')).toMatchObject([
      { level: 'warn', outcome: 'unknown', code: 'PLATFORM.TASK_TIMED_OUT' },
    ])
  })

  it.each(['warn', 'error', 'silent'] as const)('does not end with LOG_LEVEL=%s', async (logLevel) => {
    server = await startServer({ logLevel })
    await server.attach(await server.token(), await pdf('quiet'))
    await server.attach(await server.token(), Buffer.from('MZ not a PDF'))
    expect(server.lines('upload').map(({ outcome }) => outcome)).toEqual(['delivered', 'refused'])
    expect(server.lines('listening')).toEqual([])
  })

  it('is not kept where it is switched off, whatever the level', async () => {
    server = await startServer({ auditLog: false })
    server.sandbox.faults.arm('PLATFORM.TASK_TIMED_OUT')
    server.sandbox.faults.arm('INTEGRATION.PERMISSION_MISSING', { on: 'list', times: Infinity })
    await server.attach(await server.token(), await pdf('unknown'))
    await server.attach(await server.token(), await pdf('delivered'))
    expect(server.lines('upload')).toEqual([])
    expect(server.lines('listening')).toHaveLength(1)
  })

  it('counts the same in the metrics', async () => {
    server = await startServer()
    const token = await server.token()
    const file = await pdf('counted')
    await server.attach(token, file)
    await server.attach(token, Buffer.alloc(0))
    const scraped = await (await server.get('/metrics')).text()
    expect(scraped).toContain('kombo_upload_uploads_total{outcome="delivered",code="none",type="CV"} 1')
    expect(scraped).toContain('kombo_upload_uploads_total{outcome="refused",code="UPLOAD.FILE_EMPTY",type="CV"} 1')
    expect(scraped).toContain(`kombo_upload_delivered_bytes_total ${file.length}`)
    expect(scraped).toContain('kombo_upload_ats_seconds_count 1')
    expect(scraped).toContain('kombo_upload_slots_in_use 0')
    expect(scraped).toContain('kombo_upload_requests_in_flight 0')
  })

  it('holds the outcome of a file whose sender has gone, also when the server is stopped meanwhile', async () => {
    const running = await startServer()
    running.sandbox.faults.arm('slow', { delayMs: 500 })
    const caller = new AbortController()
    const upload = running.attach(await running.token(), await pdf('left alone'), {}, { signal: caller.signal })
    await running.sandbox.until(({ faults }) => faults.armed.length === 0)
    caller.abort()
    await expect(upload).rejects.toThrow('aborted')
    await running.close()
    expect(running.lines('upload')).toMatchObject([{ outcome: 'delivered' }])
    expect(running.lines('stopped')).toMatchObject([{ isClean: true }])
  })

  it('hands every event to the portal’s own hook, whose failure changes nothing', async () => {
    const events: UploadEvent[] = []
    server = await startServer({}, undefined, (event) => {
      events.push(event)
      throw new Error('the portal’s database is away')
    })
    expect((await server.attach(await server.token(), await pdf('hook'))).status).toBe(200)
    expect(events).toMatchObject([{ outcome: 'delivered', target: { kind: 'application' } }])
    expect(server.lines('request failed')).toHaveLength(1)
  })
})

describe('the log of a day full of trouble', () => {
  it(
    'holds no name, no content, no token, no key, and only known messages and fields',
    { timeout: 30_000 },
    async () => {
      server = await startServer()
      const running = server
      const { sandbox } = running
      const token = await running.token({ label: 'Xaver Geheimrat · Head of Secrets', read: true })
      const name = 'Lebenslauf Geheimrat.pdf'
      const file = await pdf('CONFIDENTIAL-SALARY-4711')
      const attach = () => running.attach(token, file, { name })

      await attach()
      // The record cannot be read back, so that what is not known stays so at once.
      sandbox.faults.arm('INTEGRATION.PERMISSION_MISSING', { on: 'list', times: Infinity, message: `No ${name} here` })
      for (const fault of [
        'PLATFORM.UNKNOWN_ERROR',
        'REMOTE.INPUT_INVALID',
        'unknown-code',
        'malformed-json',
      ] as const) {
        sandbox.faults.arm(fault, { message: `Cannot store ${name} for Xaver Geheimrat` })
        await attach()
      }
      sandbox.faults.arm('warnings', { warnings: [`${name} was renamed`] })
      await attach()
      await running.attach(token, Buffer.from('%PDF-CONFIDENTIAL-SALARY-4711'), { name: 'Geheimrat.exe' })
      await running.attach(`${token}x`, file, { name })
      await running.get(`${ATTACHMENTS}/rules?Geheimrat`, { Authorization: `Bearer ${token}` })
      await fetch(`${running.url}${ATTACHMENTS}`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: `{"attachment":{"name":"${name}","CONFIDENTIAL-SALARY-4711`,
      })
      const headers = { Authorization: `Bearer ${token}` }
      const slow = await openUpload(`${running.url}${ATTACHMENTS}`, headers, file)
      await slow.finish()

      expect(running.lines('upload').map(({ outcome }) => outcome)).toEqual(
        expect.arrayContaining(['delivered', 'refused', 'unknown']),
      )
      expect(running.lines('upload')).toHaveLength(9)
      const secrets = [
        'Geheimrat',
        'Lebenslauf',
        'CONFIDENTIAL',
        Buffer.from('CONFIDENTIAL-SALARY').toString('base64').slice(0, -4),
        ...token.split('.'),
        sandbox.apiKey,
        SECRET,
      ]
      for (const secret of secrets) expect(running.logged).not.toContain(secret)

      const lines = Object.keys(LOG_MESSAGES).flatMap((message) => running.lines(message))
      expect(lines).toHaveLength(running.logged.trimEnd().split('\n').length)
      const fields = new Set(lines.flatMap((line) => Object.keys(line)))
      expect([...fields].filter((field) => !Object.hasOwn(LOG_FIELDS, field))).toEqual([])
    },
  )
})
