import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ROOT } from './snippets.ts'

/**
 * Links of a document into the project that lead nowhere, as they are written.
 * @param root - where the project is, or what was packed of it.
 */
export function brokenLinks(document: string, root = ROOT): readonly string[] {
  const text = withoutCode(readFileSync(join(root, document), 'utf8'))
  const links = [...text.matchAll(/\]\((?<goal>[^)\s]+)\)|<(?:img|source)[^>]* src(?:set)?="(?<image>[^"]+)"/g)]
  return links.flatMap(({ groups }) => {
    const goal = groups?.['goal'] ?? groups?.['image'] ?? ''
    if (/^(?:https?:|mailto:)/.test(goal)) return []
    const [path = '', heading] = goal.split('#')
    const file = join(root, path === '' ? document : join(dirname(document), path))
    if (!existsSync(file)) return [goal]
    if (heading === undefined || !statSync(file).isFile() || !file.endsWith('.md')) return []
    return headingsOf(file).has(heading) ? [] : [goal]
  })
}

/** Anchors as GitHub makes them of headings. */
function headingsOf(file: string): ReadonlySet<string> {
  const headings = withoutCode(readFileSync(file, 'utf8')).matchAll(/^#{1,6} +(?<words>.+)$/gm)
  return new Set(
    [...headings].map(({ groups }) =>
      (groups?.['words'] ?? '')
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
    ),
  )
}

function withoutCode(text: string): string {
  return text.replaceAll(/^ *```[\s\S]*?^ *```/gm, '')
}
