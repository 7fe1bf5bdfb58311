import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fnx, root, temporaryFolder } from '../support/fnx.ts'

const before = readFileSync(join(root, 'test/fixtures/data-services/before.yaml'), 'utf8')

/** What changes of each resource that is changed at all. */
const edits: readonly (readonly [was: string, is: string])[] = [
  ['VisibilityTimeout: 60', 'VisibilityTimeout: 90'],
  ['DisplayName: News', 'DisplayName: Old'],
  ['      RawMessageDelivery: true\n', ''],
  ['IndexName: by-day', 'IndexName: by-date'],
  ['RetentionPeriodHours: 48', 'RetentionPeriodHours: 72'],
  [', Description: How many }', ' }'],
  ['Description: Opens', 'Description: Shuts'],
  ['Description: Orders', 'Description: All'],
  ["Principal: '111122223333'", "Principal: '*'"],
  ['RetentionDays: 7', 'RetentionDays: 9'],
  ['FilterPattern: ERROR', 'FilterPattern: WARN'],
  ['Threshold: 0', 'Threshold: 2'],
]

it('queues, topics, tables, streams, secrets and buses come up, change and go', {
  timeout: 240_000,
}, async () => {
  const cwd = temporaryFolder()
  const write = (text: string) => writeFileSync(join(cwd, 'template.yaml'), text)
  const run = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await fnx([...args, 'template.yaml', '--local', '--yes'], {
      cwd,
      limit: 120_000,
    })
    expect(code, stdout + stderr).toBe(0)
    return stdout + stderr
  }
  write(before)
  const resources = before.match(/^ {2}\w+:.*$/gm)?.length ?? 0
  expect(await run('deploy')).toContain(`Plan: ${resources - 1} to create.`)
  expect(await run('deploy')).toContain(`Plan: ${resources - 1} unchanged.`)
  write(edits.reduce((text, [was, is]) => text.replace(was, is), before))
  expect(await run('deploy')).toContain(`Plan: ${edits.length} to update, `)
  expect(await run('deploy')).toContain(`Plan: ${resources - 1} unchanged.`)
  expect(await run('remove')).toMatch(/^Removed /m)
})
