// @vitest-environment happy-dom
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type * as TestingLibrary from '@testing-library/react'
import type * as React from 'react'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import type * as Door from '../../src/index.ts'
import type * as Testing from '../../src/testing.ts'
import manifest from '../../package.json' with { type: 'json' }

/** The oldest of both that package.json allows. */
const REACT = '18.3.1'
const REACT_QUERY = '5.0.0'

const folder = mkdtempSync(join(tmpdir(), 'react-18-'))

/** What stands in the folder's own node_modules: whatever imports React there gets that one. */
async function installed<T>(name: string): Promise<T> {
  const path = createRequire(join(folder, 'page.js')).resolve(name)
  const copy: T = await import(/* @vite-ignore */ pathToFileURL(path).href)
  return copy
}

describe(`beside React ${REACT} and react-query ${REACT_QUERY}, the package`, () => {
  beforeAll(async () => {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'portal', private: true, type: 'module' }))
    const peers = (['@testing-library/dom', '@testing-library/react'] as const).map(
      (name) => `${name}@${manifest.devDependencies[name]}`,
    )
    const oldest = [`react@${REACT}`, `react-dom@${REACT}`, `@tanstack/react-query@${REACT_QUERY}`]
    const packages = [inject('tarball'), ...oldest, ...peers]
    await promisify(execFile)('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', ...packages], {
      cwd: folder,
    })
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('draws the widget, takes a file and attaches it, without a complaint of React', async () => {
    const complaints = vi.spyOn(console, 'error')
    const { createElement, StrictMode, version } = await installed<typeof React>('react')
    const { fireEvent, render, screen, waitFor } = await installed<typeof TestingLibrary>('@testing-library/react')
    const { AttachmentUpload } = await installed<typeof Door>('kombo-attachment-upload')
    const { dropFiles, scriptedRoute } = await installed<typeof Testing>('kombo-attachment-upload/testing')
    expect(version).toBe(REACT)
    expect(manifest.peerDependencies).toMatchObject({ react: '>=18.3.0', '@tanstack/react-query': `^${REACT_QUERY}` })

    const route = scriptedRoute()
    const { container, unmount } = render(createElement(StrictMode, null, createElement(AttachmentUpload, route.props)))
    await screen.findByRole('button', { name: 'Choose files' })
    dropFiles(container, new File(['%PDF-1.7\n%%EOF'], 'cv.pdf', { type: 'application/pdf' }))
    fireEvent.click(await screen.findByRole('button', { name: 'Attach 1 file' }))
    await waitFor(() => expect(container.querySelector('[data-state=done]')).not.toBeNull())
    expect(route.attached.map(({ name, type }) => [name, type])).toEqual([['cv.pdf', 'CV']])
    // Else what it has still to say would be said to a window that is gone.
    unmount()
    expect(complaints).not.toHaveBeenCalled()
  })
})
