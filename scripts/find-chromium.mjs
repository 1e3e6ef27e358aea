import { spawnSync } from 'node:child_process'
import { findProgram, isExecutable } from './find-program.mjs'

/**
 * A Chromium for the tests: the one CHROMIUM_PATH names, an installed one, Playwright's own, or one installed now.
 * @returns {Promise<string | null>} `null` when there is none and none can be had.
 */
export async function findChromium() {
  const own = await playwrightChromium()
  if (own !== null && (process.env['CHROMIUM_PATH'] ?? '') === '') return own
  const found = findProgram({
    title: 'Chromium',
    variable: 'CHROMIUM_PATH',
    names: ['chromium', 'google-chrome', 'google-chrome-stable', 'chrome', 'chromium-browser'],
    places: [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    ],
    packages: { 'apt-get': 'chromium', dnf: 'chromium', apk: 'chromium', pacman: 'chromium' },
  })
  if (found !== null) return found
  console.log('Chromium is not in the package manager: trying npx playwright install chromium.')
  spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'inherit' })
  return playwrightChromium()
}

/** The browser Playwright downloads for itself, where somebody has let it. */
async function playwrightChromium() {
  const { chromium } = await import('playwright')
  const path = chromium.executablePath()
  return path !== '' && isExecutable(path) ? path : null
}
