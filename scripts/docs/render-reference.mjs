import { readFileSync } from 'node:fs'
import { exportsOf, locales } from './door-exports.mjs'
import { readSource } from './read-source.mjs'
import { DOORS } from './reference-outline.mjs'

/** @typedef {import('./reference-outline.mjs').Section} Section */

const INTRODUCTION = `# Reference

<!-- Written by \`npm run docs\` from the docstrings of the source: do not edit. -->

Everything each door of the package offers, in the words of its source. Error codes have [a page of their own](errors.md),
the claims of upload tokens stand in [tokens](tokens.md#claims).
`

/**
 * docs/reference.md.
 * @param {string} root Folder of the project, with a slash at its end.
 * @param {{ variables: typeof import('../../src/server/standalone/environment.ts') }} modules
 */
export function renderReference(root, { variables }) {
  const doors = DOORS.map(({ door, what, file, sections }) => {
    const isPerLanguage = door.endsWith('/*')
    const types = isPerLanguage ? [] : exportsOf(`${root}${file}`).flatMap(({ name, isType }) => (isType ? name : []))
    const parts = sections.map((section) => renderSection(root, section, importLine(door, section.exports, types)))
    const head = `## \`${door.replace('*', '…')}\``
    const languages = locales(root).map((locale) => `\`${door.replace('*', locale)}\``)
    return [head, '', what, '', ...(isPerLanguage ? [languages.join(' · '), ''] : parts)].join('\n')
  })
  return `${[INTRODUCTION, ...doors, environment(variables.VARIABLES), ''].join('\n').trimEnd()}\n`
}

/**
 * How a section's subject is imported; nothing for what cannot be.
 * @param {string} door
 * @param {readonly string[]} names
 * @param {readonly string[]} types Those of the door's exports that are types.
 * @returns {readonly string[]}
 */
function importLine(door, names, types) {
  if (names.length === 0) return []
  const isAllTypes = names.every((name) => types.includes(name))
  const written = names.map((name) => (!isAllTypes && types.includes(name) ? `type ${name}` : name))
  return [`\`import ${isAllTypes ? 'type ' : ''}{ ${written.join(', ')} } from '${door}'\``, '']
}

/**
 * @param {string} root
 * @param {Section} section
 * @param {readonly string[]} imported
 */
function renderSection(root, { title, as, places, text }, imported) {
  const head = [`### ${title}`, '', ...imported, ...(text === '' ? [] : [text, ''])]
  if (as === 'text') return head.join('\n')
  if (as === 'custom properties') {
    return [...head, ...places.map(([file]) => customProperties(`${root}${file}`)), ''].join('\n')
  }
  if (as === 'components') return [...head, ...componentsTable(root, places), ''].join('\n')
  if (as === 'code') return [...head, ...places.flatMap((place) => declaration(root, place))].join('\n')
  const sources = places.map(([file, name]) => readSource(`${root}${file}`)(name))
  const doc = sources.at(-1)?.doc ?? ''
  const members = sources.flatMap((source) => source.members)
  const lead = doc === '' ? [] : [prose(doc), '']
  const table = as === 'names' ? namesTable(members) : membersTable(members, as === 'options')
  return [...head, ...lead, ...table, ''].join('\n')
}

/**
 * A declaration as it stands in the source, below its docstring.
 * @param {string} root
 * @param {import('./reference-outline.mjs').Place} place
 */
function declaration(root, [file, name]) {
  const { doc, code } = readSource(`${root}${file}`)(name)
  return [...(doc === '' ? [] : [prose(doc), '']), '```ts', signature(code), '```', '']
}

/**
 * @param {string} root
 * @param {readonly import('./reference-outline.mjs').Place[]} places
 */
function componentsTable(root, places) {
  const rows = places.map(([file, name]) => {
    const { doc, code } = readSource(`${root}${file}`)(name)
    const [, props] = /function \w+\(\{.*?\}: (.*)\) \{/.exec(code) ?? []
    return `| \`<${name}>\` | ${props === undefined ? 'none' : cell(`\`${props}\``)} | ${cell(prose(doc))} |`
  })
  return ['| component | props | meaning |', '|---|---|---|', ...rows]
}

/**
 * @param {readonly import('./read-source.mjs').Member[]} members
 * @param {boolean} areOptions Given by the reader, who wants to know what may be left out.
 */
function membersTable(members, areOptions) {
  const rows = members.map(({ name, type, optional, doc }) => {
    const written = optional ? type.replace(/ \| undefined$/, '') : type
    const mark = areOptions && !optional ? ' (needed)' : ''
    return `| \`${name}\`${mark} | ${cell(`\`${written}\``)} | ${cell(prose(doc))} |`
  })
  return ['| name | type | meaning |', '|---|---|---|', ...rows]
}

/** @param {readonly import('./read-source.mjs').Member[]} members */
function namesTable(members) {
  const hasDocs = members.some(({ doc }) => doc !== '')
  if (!hasDocs) return [members.map(({ name }) => `\`${name}\``).join(' · ')]
  return ['| name | meaning |', '|---|---|', ...members.map(({ name, doc }) => `| \`${name}\` | ${cell(prose(doc))} |`)]
}

/** The public properties of the theme with the values they stand for. @param {string} path */
function customProperties(path) {
  const css = readFileSync(path, 'utf8')
  const [light = ''] = css.split(/\n(?=@media|\[data-kau\]\[)/)
  const found = [...light.matchAll(/var\(\s*(--kau-[\w-]+),\s*([^;]+)\);/g)]
  const rows = found.map(([, name, value = '']) => `| \`${name}\` | \`${value.replaceAll(/\s+/g, ' ').trim()}\` |`)
  return ['| property | default (light) |', '|---|---|', ...rows].join('\n')
}

/** @param {typeof import('../../src/server/standalone/environment.ts').VARIABLES} variables */
function environment(variables) {
  const rows = Object.entries(variables).map(([name, { unset, meaning }]) => `| \`${name}\` | ${meaning} | ${unset} |`)
  return [
    '## Environment of the standalone server',
    '',
    '`npx kombo-attachment-upload`, or the container. All problems are reported at once, and it does not start half-configured.',
    '',
    '| variable | meaning | when not set |',
    '|---|---|---|',
    ...rows,
  ].join('\n')
}

/** A declaration up to the body of a function, without the word that exports it. @param {string} code */
function signature(code) {
  const declared = code.replace(/^export (?:declare )?/, '')
  return /^(?:async )?function/.test(declared) ? declared.replace(/ \{\n[\s\S]*$/, '') : declared
}

/** Docstring tags and links as a reader meets them. @param {string} doc */
function prose(doc) {
  return doc
    .replaceAll(/\{@link (\w+)\}/g, '`$1`')
    .replaceAll(/^@example\n([\s\S]*?)(?=\n@|$(?![\s\S]))/gm, (_, code) => `\n\`\`\`text\n${code.trim()}\n\`\`\``)
    .replaceAll(/^@param (\w+) /gm, '\n- `$1`: ')
    .replaceAll(/^@returns /gm, '\nReturns: ')
    .replaceAll(/^@throws (\w+)/gm, '\nThrows `$1`')
    .trim()
}

/** @param {string} text */
function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ')
}
