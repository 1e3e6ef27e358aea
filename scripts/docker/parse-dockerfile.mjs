/**
 * @typedef {{ name: string, text: string }} Instruction `text` is everything after the name, on one line.
 * @typedef {{ name: string | null, base: string, instructions: readonly Instruction[] }} Stage
 */

/**
 * The stages of a Dockerfile, in order. Knows what ours uses: comments, continued lines, `FROM … AS …`.
 * @param {string} text
 * @returns {readonly Stage[]}
 */
export function parseDockerfile(text) {
  const lines = text
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  /** @type {{ name: string | null, base: string, instructions: Instruction[] }[]} */
  const stages = []
  for (const line of lines) {
    const [, name = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? []
    if (name === 'FROM') {
      const [, base = '', as = null] = /^(\S+)(?:\s+AS\s+(\S+))?$/i.exec(rest) ?? []
      stages.push({ name: as, base, instructions: [] })
    } else {
      const stage = stages.at(-1)
      if (stage === undefined) throw new Error(`${line} stands before the first FROM`)
      stage.instructions.push({ name, text: rest })
    }
  }
  return stages
}

/**
 * A command in exec form: `["node", "dist/bin.js"]`.
 * @param {string} text
 * @returns {readonly string[] | null} `null` when it is not one.
 */
export function execForm(text) {
  try {
    const parts = JSON.parse(text)
    return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
