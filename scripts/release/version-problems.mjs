/** What package.json, package-lock.json and CHANGELOG.md say about a version that is to be published. */

/**
 * @typedef {{ version: string, repository?: string | { url?: string }, publishConfig?: { provenance?: boolean } }} Manifest
 */

/**
 * The version stands in three places, and the changelog says what is in it.
 * @param {{ manifest: Manifest, lock: { version: string, packages: Readonly<Record<string, { version?: string }>> }, changelog: string }} files
 * @returns {readonly string[]}
 */
export function versionProblems({ manifest, lock, changelog }) {
  /** @type {string[]} */
  const problems = []
  if (lock.version !== manifest.version || lock.packages['']?.version !== manifest.version) {
    problems.push(`package-lock.json says ${lock.version}, package.json ${manifest.version}: run npm install.`)
  }
  const sections = changelog.split(/^## /m).slice(1)
  const [newest = ''] = sections.filter((section) => !isUnreleased(section))
  const [, version, date] = /^\[?v?(\d+\.\d+\.\d+[\w.-]*)\]?(?:\s*[-–—·(]+\s*(\d{4}-\d{2}-\d{2}))?/.exec(newest) ?? []
  if (version !== manifest.version) {
    problems.push(`The newest version in CHANGELOG.md is ${version ?? 'none'}, package.json says ${manifest.version}.`)
  } else if (date === undefined) {
    problems.push(`The heading of ${version} in CHANGELOG.md has no date.`)
  } else if (textOf(newest) === '') {
    problems.push(`CHANGELOG.md says nothing about ${version}.`)
  }
  if (sections.some((section) => isUnreleased(section) && textOf(section) !== '')) {
    problems.push('CHANGELOG.md holds unreleased sentences: move them under the version.')
  }
  return problems
}

/**
 * A provenance statement says which repository, commit and run a package was made from; the registry compares it with
 * package.json and refuses what does not agree.
 * @param {Manifest} manifest
 * @param {Readonly<Record<string, string | undefined>>} env Of the workflow that publishes.
 * @returns {readonly string[]}
 */
export function sourceProblems({ version, repository, publishConfig }, env) {
  /** @type {string[]} */
  const problems = []
  const url = typeof repository === 'string' ? repository : repository?.url
  const here = env['GITHUB_REPOSITORY']
  if (url === undefined) {
    problems.push(
      'package.json names no "repository", and the registry takes no provenance without one: see CONTRIBUTING.md, Release.',
    )
  } else if (
    here !== undefined &&
    !url
      .replace(/\.git$/, '')
      .toLowerCase()
      .endsWith(`github.com/${here}`.toLowerCase())
  ) {
    problems.push(`package.json names the repository ${url}, and this is ${here}.`)
  }
  const ref = env['GITHUB_REF_NAME']
  if (ref !== undefined && ref !== `v${version}`) problems.push(`The tag is ${ref}, package.json says ${version}.`)
  if (publishConfig?.provenance !== true) problems.push('package.json does not ask for provenance ("publishConfig").')
  return problems
}

/** @param {string} section */
function isUnreleased(section) {
  return /^\[?unreleased/i.test(section)
}

/** @param {string} section */
function textOf(section) {
  return section.split('\n').slice(1).join('').trim()
}
