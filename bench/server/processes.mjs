import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/**
 * A server in a process of its own, and what it holds in memory.
 * @typedef {object} Server
 * @property {(name: string) => string} told What it said about itself when it started.
 * @property {() => Promise<number>} residentBytes Now.
 * @property {() => Promise<number>} peakResidentBytes Since it started.
 * @property {() => Promise<void>} stop
 */

/**
 * @param {string} script Relative to bench/.
 * @param {readonly string[]} args
 * @returns {Promise<Server>}
 */
export async function startServer(script, ...args) {
  const path = fileURLToPath(new URL(`../${script}`, import.meta.url))
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  /** @type {unknown} */
  const said = JSON.parse(String(line))
  return {
    told(name) {
      const value = typeof said === 'object' && said !== null ? Reflect.get(said, name) : undefined
      if (typeof value !== 'string') throw new TypeError(`${script} did not say its ${name}`)
      return value
    },
    residentBytes: () => memory(child.pid, 'VmRSS'),
    peakResidentBytes: () => memory(child.pid, 'VmHWM'),
    async stop() {
      const exit = once(child, 'exit')
      child.kill('SIGKILL')
      await exit
    },
  }
}

/**
 * What the kernel says of a process; NaN where it says nothing (other systems than Linux).
 * @param {number | undefined} pid
 * @param {'VmRSS' | 'VmHWM'} name
 */
async function memory(pid, name) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? Number.NaN) * 1024
}
