import { cleanup, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import '../../src/styles.css'
import { sampleFile, sampleReceipt, sampleUpload } from '../../src/widget/stories/sample-upload.ts'
import type { Slots } from '../../src/widget/base/widget-context.ts'
import { renderView } from './render-view.tsx'

/** One for each way a name can be drawn: with a button to open it, and without. */
const states = {
  ready: { state: 'ready', checking: false },
  done: { state: 'done', receipt: sampleReceipt('') },
} as const

function shown(name: string, state: keyof typeof states = 'ready') {
  renderView(sampleUpload([sampleFile({ name, sizeBytes: 9 }, states[state])]))
  const drawn = screen.getByRole('listitem', { name }).querySelector('bdi')
  const end = drawn?.lastElementChild
  if (!drawn || !end) throw new Error('the name is in one piece')
  return { drawn, end, within: drawn.getBoundingClientRect(), at: end.getBoundingClientRect() }
}

function copied(element: Element): string {
  getSelection()?.selectAllChildren(element)
  return getSelection()?.toString() ?? ''
}

afterEach(cleanup)

describe.each(['ready', 'done'] as const)('a long name on a phone, of a file that is %s', (state) => {
  it.each([
    ['Frank Doe – Bewerbung als Pflegefachkraft auf der Intensivstation, Lebenslauf 2025.pdf', 'Lebenslauf 2025.pdf'],
    ['Frank_Doe_Bewerbung_als_Pflegefachkraft_auf_der_Intensivstation_Version_17.pdf', 'Version_17.pdf'],
    [`${'x'.repeat(70)}-2.pdf`, 'xxxxxx-2.pdf'],
    ['السيرة الذاتية وخطاب التقديم وشهادات الخبرة للمرشح فرانك دو النسخة الثانية.pdf', 'النسخة الثانية.pdf'],
  ])('shows its end: %s', async (name, ending) => {
    await page.viewport(360, 740)
    const { drawn, end, within, at } = shown(name, state)
    expect(end.textContent).toBe(ending)
    expect(at.width).toBeGreaterThan(40)
    expect([at.left >= within.left, at.right <= within.right, at.bottom <= within.bottom + 1]).toEqual([
      true,
      true,
      true,
    ])
    expect(within.height).toBeLessThan(48)
    expect(drawn).toHaveTextContent(name)
    expect(copied(drawn)).toBe(name)
  })
})

/** Where a piece of a name stands on the screen. */
function leftOf(piece: string, within: Element): number | undefined {
  const texts = document.createTreeWalker(within, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const at = texts.currentNode.textContent?.indexOf(piece) ?? -1
    if (at < 0) continue
    const range = document.createRange()
    range.setStart(texts.currentNode, at)
    range.setEnd(texts.currentNode, at + piece.length)
    return range.getBoundingClientRect().left
  }
  return undefined
}

it.each([
  'קורות חיים מעודכנים של פרנק דו 2026-12-01 v3 (copy).pdf',
  'السيرة الذاتية المحدثة لفرانك دو 2026.12.01 v3 (copy).pdf',
])('reads a date from its year on in a name that is written from right to left: %s', async (name) => {
  await page.viewport(720, 740)
  const { drawn } = shown(name)
  const [year = Number.NaN, day = Number.NaN] = [leftOf('2026', drawn), leftOf('01', drawn)]
  expect(year).toBeLessThan(day)
})

it.each(['Frank Doe – Lebenslauf 2026.pdf', 'Certificates of employment.pdf', 'Zeugnis_der_Reife_2019.pdf'])(
  'a name of two or three lines is there to its ending on the narrowest screen: %s',
  async (name) => {
    await page.viewport(280, 740)
    renderView(sampleUpload([sampleFile({ name, sizeBytes: 9 }, states.ready)]))
    const drawn = screen.getByRole('listitem', { name }).querySelector('bdi')
    expect(drawn?.scrollHeight).toBeLessThanOrEqual((drawn?.clientHeight ?? 0) + 1)
  },
)

it.each(['Arbeitszeugnis_Klinik.pdf', 'Lebenslauf_2026.pdf', 'Bewerbungsschreiben.pdf'])(
  'a name of one word leaves no letter alone on its second line, whatever the width: %s',
  async (name) => {
    renderView(sampleUpload([sampleFile({ name, sizeBytes: 9 }, states.ready)]))
    const drawn = screen.getByRole('listitem', { name }).querySelector('bdi')
    const letters = document.createRange()
    letters.selectNodeContents(drawn ?? document.body)
    const shortest = []
    for (let width = 280; width < 400; width += 4) {
      await page.viewport(width, 740)
      const lines = [...letters.getClientRects()].map((line) => line.width)
      if (lines.length > 1) shortest.push(Math.min(...lines))
    }
    expect(shortest.length).toBeGreaterThan(3)
    expect(Math.min(...shortest)).toBeGreaterThan(40)
  },
)

describe('a name beside a button of the page’s own', () => {
  const NAME = 'Bewerbung_Frank_Doe_Lebenslauf_2025.pdf'
  const cross = () => screen.getByRole('button', { name: `Remove ${NAME} from the list` }).getBoundingClientRect()
  const drawn = (rowActions?: Slots['rowActions']) => {
    const upload = sampleUpload([sampleFile({ name: NAME, sizeBytes: 9 }, states.done)])
    renderView(upload, rowActions === undefined ? {} : { slots: { rowActions } })
    const row = screen.getByRole('listitem', { name: NAME })
    return { row: row.getBoundingClientRect(), name: row.querySelector('[data-part="name"]')?.getBoundingClientRect() }
  }

  it('has all of its line on a phone, where the button has one of its own', async () => {
    await page.viewport(360, 740)
    const alone = drawn().name
    cleanup()
    const { name, row } = drawn(() => <button type="button">Vorschau im Portal öffnen</button>)
    const button = screen.getByRole('button', { name: /^Vorschau/u }).getBoundingClientRect()
    expect(name?.width).toBe(alone?.width)
    expect(button.top).toBeGreaterThan(name?.bottom ?? Infinity)
    expect([button.left, button.bottom < row.bottom]).toEqual([name?.left, true])
    expect(cross().top).toBeLessThan(name?.bottom ?? 0)
  })

  it('is as high a row on a phone as without one where the page has nothing for this file', async () => {
    await page.viewport(360, 740)
    const alone = drawn().row.height
    cleanup()
    expect(drawn(() => null).row.height).toBe(alone)
  })

  it('has it in its line where there is room', async () => {
    await page.viewport(1000, 740)
    const { name } = drawn(() => <button type="button">Vorschau im Portal öffnen</button>)
    const button = screen.getByRole('button', { name: /^Vorschau/u }).getBoundingClientRect()
    expect([button.top < (name?.bottom ?? 0), button.right <= cross().left]).toEqual([true, true])
  })
})

it('stands in one line where there is room', async () => {
  await page.viewport(1000, 740)
  const { at, within } = shown('Frank Doe – Bewerbung als Pflegefachkraft, Lebenslauf 2025.pdf')
  expect(within.height).toBeLessThan(26)
  expect(at.right).toBeLessThanOrEqual(within.right + 1)
})

describe.each(['ready', 'done'] as const)(
  'a name in wide letters on the narrowest screen, of a file that is %s',
  (state) => {
    it.each([
      '履歴書・職務経歴書_山田太郎.pdf',
      '職務経歴書山田太郎看護師志望.pdf',
      '応募書類一式（履歴書・職務経歴書）山田太郎.pdf',
      '応募書類一式_履歴書と職務経歴書と推薦状_看護師長候補_山田太郎様_二〇二六年十一月最新版.pdf',
      '수석 간호사 지원 이력서 및 경력 기술서 최종 수정본 홍길동.pdf',
      '高级护理师申请材料（个人简历、推荐信、学历证明）张伟最终版本.docx',
    ])('shows its ending: %s', async (name) => {
      await page.viewport(320, 740)
      renderView(sampleUpload([sampleFile({ name, sizeBytes: 9 }, states[state])]))
      const drawn = screen.getByRole('listitem', { name }).querySelector('bdi')
      const last = document.createTreeWalker(drawn ?? document, NodeFilter.SHOW_TEXT)
      let text: Node | null = null
      while (last.nextNode() !== null) text = last.currentNode
      if (drawn === null || text === null) throw new Error('no name')
      const ending = document.createRange()
      ending.selectNodeContents(text)
      ending.setStart(text, (text.textContent ?? '').lastIndexOf('.'))
      const at = ending.getBoundingClientRect()
      const within = drawn.getBoundingClientRect()
      expect(at.bottom).toBeLessThanOrEqual(within.bottom + 1)
      expect(at.right).toBeLessThanOrEqual(within.right + 1)
      expect(at.width).toBeGreaterThan(10)
      expect(copied(drawn)).toBe(name)
    })
  },
)
