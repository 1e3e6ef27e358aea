import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const TSC = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url))

const COMPILER_OPTIONS = {
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  // The package's own types are judged too, and what they lead to.
  skipLibCheck: false,
  target: 'es2022',
  jsx: 'react-jsx',
}

/** A project of somebody else's, with nothing in it but what is installed. */
export class EmptyProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'empty-project-'))

  constructor() {
    writeFileSync(join(this.folder, 'package.json'), JSON.stringify({ name: 'portal', private: true, type: 'module' }))
  }

  /** @param packages - tarballs, or names with their versions. */
  async install(...packages: string[]): Promise<void> {
    // Strict, since some package managers refuse what npm only warns of.
    await this.run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--engine-strict', ...packages])
  }

  /** What a script prints. */
  script(name: string, source: string): Promise<string> {
    writeFileSync(join(this.folder, name), source)
    return this.run(process.execPath, [name])
  }

  /** What the compiler has to say about one file. */
  compile(
    name: string,
    source: string,
    options: {
      readonly module: string
      readonly moduleResolution: string
      readonly types: readonly string[]
      readonly lib?: readonly string[]
    },
  ): Promise<string> {
    const compilerOptions = { ...COMPILER_OPTIONS, ...options }
    writeFileSync(join(this.folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [name] }))
    writeFileSync(join(this.folder, name), source)
    return this.run(process.execPath, [TSC, '-p', '.'])
  }

  /** What a program prints. */
  async run(program: string, args: readonly string[]): Promise<string> {
    const env = { ...process.env, NODE_ENV: '' }
    const ended = await promisify(execFile)(program, [...args], { cwd: this.folder, env }).catch((error: unknown) => {
      // The compiler says what it found on its standard output, which the error leaves out.
      const said = error instanceof Error && 'stdout' in error ? String(error.stdout) : ''
      const complained = error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
      throw new Error(said + complained, { cause: error })
    })
    return ended.stdout
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
