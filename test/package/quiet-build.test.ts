import { fileURLToPath } from 'node:url'
import { build, createLogger } from 'vite'
import { expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

it.each(['page', 'lib', 'element'])(
  'the build of vite.%s.config.ts has nothing to warn of: the first start of the demo shows its links and no more',
  async (part) => {
    const said: string[] = []
    const customLogger = createLogger('warn')
    for (const level of ['warn', 'warnOnce', 'error'] as const) customLogger[level] = (line) => said.push(line)
    const configFile = `${ROOT}/vite.${part}.config.ts`
    await build({ root: ROOT, configFile, customLogger, mode: 'production', build: { write: false } })
    expect(said).toEqual([])
  },
)
