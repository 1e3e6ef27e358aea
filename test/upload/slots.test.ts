import { describe, expect, it } from 'vitest'
import { nextTask } from '../../src/upload/tasks/next-task.ts'
import { Slots } from '../../src/upload/tasks/slots.ts'

/** Work for some slots: what of it has begun, and how to end it. */
function setUp(count: number) {
  const slots = new Slots(count)
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const run = (name: string) =>
    slots.run(() => {
      begun.push(name)
      return new Promise<string>((resolve) => ends.set(name, () => resolve(name)))
    })
  return { slots, run, begun, end: (name: string) => ends.get(name)?.() }
}

/** Until whatever can begin has begun. */
async function afterSomeTasks(): Promise<void> {
  for (let task = 0; task < 5; task += 1) await nextTask()
}

describe('slots', () => {
  it('let so many run at once, and the others in the order they came', async () => {
    const { run, begun, end } = setUp(2)
    const runs = ['a', 'b', 'c', 'd'].map(run)
    await afterSomeTasks()
    expect(begun).toEqual(['a', 'b'])

    end('b')
    expect(await runs[1]).toBe('b')
    await afterSomeTasks()
    expect(begun).toEqual(['a', 'b', 'c'])
  })

  it('are free again after work that failed', async () => {
    const { slots, run, begun } = setUp(1)
    const failing = slots.run(() => Promise.reject(new Error('broken')))
    void run('a')
    await expect(failing).rejects.toThrow('broken')
    await afterSomeTasks()
    expect(begun).toEqual(['a'])
  })

  it('are free again when nobody waits for them', async () => {
    const { slots, run, begun } = setUp(1)
    await slots.run(() => Promise.resolve())
    void run('a')
    await afterSomeTasks()
    expect(begun).toEqual(['a'])
  })

  it('begin nothing in the task in which it is asked for', async () => {
    const { run, begun } = setUp(1)
    void run('a')
    await Promise.resolve()
    expect(begun).toEqual([])
  })
})
