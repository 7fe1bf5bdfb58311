import { expect, it } from 'vitest'
import { createFunctionLogs } from '../../src/emulator/function-logs.ts'

it('createFunctionLogs() gives the lines of a function in the order of writing', () => {
  const logs = createFunctionLogs()
  logs.add('aws/a', 'one\ntwo\n', 's', 1)
  logs.add('aws/b', 'other\n', 's', 2)
  logs.add('aws/a', 'three', 's', 3)
  expect(logs.read('aws/a').map(({ time, text }) => [time, text])).toEqual([
    [1, 'one'],
    [1, 'two'],
    [3, 'three'],
  ])
})

it('createFunctionLogs() keeps the last ten thousand lines', () => {
  const logs = createFunctionLogs()
  for (let index = 0; index < 30_000; index++) logs.add('a', `${index}\n`, 's', index)
  const lines = logs.read('a')
  expect(lines.length).toBe(10_000)
  expect(lines.at(-1)?.text).toBe('29999')
})
