import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PROJECT } from './built.ts'

export interface BuiltPage {
  readonly folder: string
  remove(): Promise<void>
}

/** Builds the upload page with React in it: the published one has Preact, as the custom element does. */
export async function buildPageWithReact(): Promise<BuiltPage> {
  const folder = await mkdtemp(join(tmpdir(), 'page-with-react-'))
  const args = ['build', '--config', 'vite.config.ts', '--outDir', folder, '--emptyOutDir']
  // In a process of its own: Vite sets NODE_ENV for the whole of it.
  await promisify(execFile)(join(PROJECT, 'node_modules/.bin/vite'), args, { cwd: PROJECT })
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}
