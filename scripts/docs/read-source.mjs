import { readFileSync } from 'node:fs'
import { parseSync } from 'vite'

/**
 * What a documentation needs of one source file: declarations with their docstrings, as they are written.
 *
 * @typedef {object} Member
 * @property {string} name
 * @property {string} type As written, on one line.
 * @property {boolean} optional
 * @property {string} doc Empty when there is none.
 *
 * @typedef {object} Declaration
 * @property {string} doc
 * @property {string} code From its first word to its end.
 * @property {readonly Member[]} members
 *
 * @typedef {{ type: string, start: number, end: number, [key: string]: unknown }} Node
 * @typedef {{ code: string, docs: readonly { value: string, end: number }[] }} Source
 */

/**
 * @param {string} path
 * @returns {(name: string) => Declaration} Throws when the file has no such declaration.
 */
export function readSource(path) {
  const code = readFileSync(path, 'utf8')
  const { program, comments, errors } = parseSync(path, code)
  if (errors.length > 0) throw new Error(`${path} cannot be parsed`)
  const source = { code, docs: comments.filter(({ type, value }) => type === 'Block' && value.startsWith('*')) }
  const found = new Map(declarations(program.body))

  return (name) => {
    const node = found.get(name)
    if (node === undefined) throw new Error(`${path} declares no ${name}`)
    return {
      doc: docBefore(source, node),
      code: code.slice(node.start, node.end),
      members: members(node).flatMap((member) => describe(source, member)),
    }
  }
}

/**
 * Declarations by name, those inside `declare global` and `declare module` included.
 * @param {unknown} statements
 * @returns {[name: string, node: Node][]}
 */
function declarations(statements) {
  return nodes(statements).flatMap((statement) => {
    const [declared = statement] = nodes([statement['declaration']])
    // A docstring stands before `export`.
    const { start } = statement
    if (declared.type === 'VariableDeclaration') {
      return nodes(declared['declarations']).map((each) => [nameOf(each['id']), { ...each, start }])
    }
    const [block] = nodes([declared['body']])
    if (/^TS(?:Module|Global)Declaration$/.test(declared.type)) return declarations(block?.['body'])
    return [[nameOf(declared['id']), { ...declared, start }]]
  })
}

/**
 * Members of an interface or class, entries of an object or array: whatever a declaration lists.
 * @param {Node} node
 * @returns {readonly Node[]}
 */
function members(node) {
  switch (node.type) {
    case 'TSInterfaceDeclaration':
    case 'ClassDeclaration':
      return nodes([node['body']]).flatMap(members)
    case 'TSInterfaceBody':
    case 'ClassBody':
      return nodes(node['body'])
    case 'VariableDeclarator':
      return nodes([node['init']]).flatMap(members)
    // A function that makes an object offers what is in it.
    case 'FunctionDeclaration':
      return nodes([node['body']]).flatMap(members)
    case 'BlockStatement':
      return nodes(node['body']).flatMap((statement) => nodes([statement['argument']]).flatMap(members))
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return nodes([node['expression']]).flatMap(members)
    case 'ObjectExpression':
      return nodes(node['properties'])
    case 'ArrayExpression':
      return nodes(node['elements'])
    default:
      return []
  }
}

/**
 * @param {Source} source
 * @param {Node} member
 * @returns {readonly Member[]} Nothing for what is not public.
 */
function describe(source, member) {
  if (member['accessibility'] === 'protected' || member['kind'] === 'set') return []
  // What else is static the platform asks for.
  const isStatic = member['static'] === true
  if (isStatic && member['kind'] !== 'method') return []
  const name = member.type === 'Literal' ? String(member['value']) : nameOf(member['key'])
  // The platform calls an element's callbacks, a page never does.
  if (name.endsWith('Callback') || name === 'constructor' || name === '') return []
  const optional = member['optional'] === true
  return [
    {
      name: isStatic ? `static ${name}` : name,
      type: typeOf(source.code, member),
      optional,
      doc: docBefore(source, member),
    },
  ]
}

/**
 * @param {string} code
 * @param {Node} member
 */
function typeOf(code, member) {
  const written = (/** @type {unknown} */ list) => nodes(list).map(({ start, end }) => code.slice(start, end))
  const [method = member] = nodes([member['value']])
  const [annotation = ''] = written([member['typeAnnotation'] ?? method['returnType']])
  const isCalled =
    member.type === 'TSMethodSignature' || member['kind'] === 'method' || method.type === 'ArrowFunctionExpression'
  const type = isCalled ? `(${written(method['params']).join(', ')})${annotation}` : annotation
  return (
    type
      .replaceAll(/\s*\n\s*/g, ' ')
      .replace(/^:\s*\|?\s*/, '')
      // A function type that may also be undefined stands in brackets.
      .replace(/^\((\(.*\) => [^|()]*)\) \| undefined$/, '$1 | undefined')
  )
}

/**
 * The docstring that ends right before a node.
 * @param {Source} source
 * @param {Node} node
 */
function docBefore({ code, docs }, node) {
  const doc = docs.findLast(({ end }) => end <= node.start)
  if (doc === undefined || code.slice(doc.end, node.start).trim() !== '') return ''
  return doc.value
    .replace(/^\*/, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd())
    .join('\n')
    .trim()
}

/**
 * Name of an identifier or string; empty for a private name, which nobody outside can use.
 * @param {unknown} key
 */
function nameOf(key) {
  const [node] = nodes([key])
  if (node === undefined || node.type === 'PrivateIdentifier') return ''
  const name = node['name'] ?? node['value']
  return typeof name === 'string' ? name : ''
}

/**
 * Those of a list that are nodes; what is absent in a syntax tree is `null` or not there.
 * @param {unknown} list
 * @returns {Node[]}
 */
function nodes(list) {
  return Array.isArray(list) ? list.filter(isNode) : []
}

/**
 * @param {unknown} value
 * @returns {value is Node}
 */
function isNode(value) {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value && 'end' in value
}
