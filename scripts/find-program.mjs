import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * A program the tests need and npm cannot bring.
 * @typedef {object} Program
 * @property {string} title How it is called in messages.
 * @property {string} variable Environment variable that names its path and wins over everything else.
 * @property {readonly string[]} names What it may be called on the search path.
 * @property {readonly string[]} places Where it is usually installed when it is not on the search path.
 * @property {Readonly<Record<string, string>>} packages Its package by package manager.
 */

/** How each package manager installs without asking. */
const PACKAGE_MANAGERS = {
  'apt-get': [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends'],
  ],
  dnf: [['install', '-y', '-q']],
  apk: [['add', '--quiet']],
  pacman: [['-Sy', '--noconfirm']],
  brew: [['install', '--quiet']],
}

/**
 * Finds a program, or installs it with the system's package manager; says what it does.
 * @param {Program} program
 * @returns {string | null} Its path; `null` when it cannot be had here.
 */
export function findProgram(program) {
  const named = process.env[program.variable]
  if (named !== undefined && named !== '') {
    if (isExecutable(named)) return named
    console.warn(`${program.variable} is ${named}, which cannot be executed; looking elsewhere.`)
  }
  return installed(program) ?? install(program)
}

/** @param {Program} program */
function installed(program) {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const candidates = program.names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...candidates, ...program.places].find(isExecutable) ?? null
}

/** @param {Program} program */
function install(program) {
  for (const [manager, commands] of Object.entries(PACKAGE_MANAGERS)) {
    const wanted = program.packages[manager]
    if (wanted === undefined || !isOnPath(manager)) continue
    const prefix = manager === 'brew' || process.getuid?.() === 0 ? [] : ['sudo', '-n']
    console.log(
      `${program.title} is not installed: trying ${[...prefix, manager].join(' ')} for the package ${wanted}.`,
    )
    commands.every((command, index) => {
      const last = index === commands.length - 1
      const [first = manager, ...rest] = [...prefix, manager, ...command, ...(last ? [wanted] : [])]
      return spawnSync(first, rest, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
    })
    const found = installed(program)
    if (found !== null) return found
  }
  return null
}

/** @param {string} name */
function isOnPath(name) {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => isExecutable(join(folder, name)))
}

/** @param {string} path */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
