import { afterEach, describe, expect, it, vi } from 'vitest'
import { nextTask } from '../../src/upload/tasks/next-task.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('the next task', () => {
  it.each(['with', 'without'])('comes after everything of this one, %s message channels', async (channels) => {
    if (channels === 'without') vi.stubGlobal('MessageChannel', undefined)
    const said: string[] = []
    const waiting = [1, 2].map(async (task) => {
      await nextTask()
      said.push(`task ${task}`)
      await Promise.resolve()
      said.push(`rest of task ${task}`)
    })
    said.push('this one')
    await Promise.all(waiting)
    expect(said).toEqual(['this one', 'task 1', 'rest of task 1', 'task 2', 'rest of task 2'])
  })
})
