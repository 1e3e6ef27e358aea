import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the tarball that would be published. */
    readonly tarball: string
    /** Folder with what is in it. */
    readonly unpacked: string
  }
}

/** Packs what `npm run build` has made, as it would be published: these tests look at nothing else. */
export default function pack(project: TestProject): () => void {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const folder = mkdtempSync(join(tmpdir(), 'packed-'))
  const output = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [packed]: { filename: string }[] = JSON.parse(output)
  if (packed === undefined) throw new Error('npm pack made nothing')
  const tarball = join(folder, packed.filename)
  execFileSync('tar', ['-xzf', tarball, '-C', folder])
  project.provide('tarball', tarball)
  project.provide('unpacked', join(folder, 'package'))
  return () => rmSync(folder, { recursive: true, force: true })
}
