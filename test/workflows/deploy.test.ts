import { expect, it } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import type { WorkflowContext } from '../../src/workflows/context.ts'
import { deployProject } from '../../src/workflows/deploy.ts'
import { planProject } from '../../src/workflows/plan.ts'
import { removeStack } from '../../src/workflows/remove.ts'
import type { Reporter } from '../../src/workflows/reporter.ts'
import type { Finished } from '../../src/workflows/stack/outcome.ts'
import { statusOf } from '../../src/workflows/status.ts'
import { laid } from '../support/diagnosed.ts'
import { root } from '../support/fnx.ts'

const template = `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Photos:
    Type: AWS::S3::Bucket
Outputs:
  Name: { Value: !Ref Photos }
`

/** All that a workflow needs of the world: no terminal is among it. */
function contextIn(cwd: string): WorkflowContext {
  return {
    cwd,
    environment: { PATH: process.env.PATH },
    home: cwd,
    root,
    host: 'library',
    user: 'ada',
    pid: process.pid,
    signal: new AbortController().signal,
    now: () => new Date(),
  }
}

function recorder() {
  const events: RunEvent[] = []
  const runs: Finished[] = []
  const reporter: Reporter = {
    emit: event => events.push(event),
    diagnostics: async () => undefined,
    say: () => undefined,
    finished: async run => void runs.push(run),
    result: () => undefined,
  }
  return { reporter, events, runs }
}

const stack = { local: true, stage: 'dev', lockTimeout: 0, emptyBuckets: false }
const project = { ...stack, parameters: {}, tags: {}, rollback: false, onFailure: 'keep' } as const

it('workflows plan, deploy, show and remove a stack for a caller that has no terminal', async () => {
  const context = contextIn(laid({ 'template.yaml': template }))
  const { reporter, events, runs } = recorder()
  expect((await planProject(context, project, reporter)).steps).toHaveLength(1)

  const asked: string[] = []
  const answer = (said: boolean) => async (place: { readonly stage: string }) => {
    asked.push(place.stage)
    return said
  }
  expect(await deployProject(context, project, { reporter, consent: answer(false) })).toBeUndefined()
  await expect(statusOf(context, stack, reporter)).rejects.toThrow(/E0010/)

  const run = await deployProject(context, project, { reporter, consent: answer(true) })
  expect(run?.outcome).toMatchObject({ done: ['Photos'], failed: [] })
  expect(runs).toEqual([run])
  expect(events.filter(({ type }) => type === 'plan')).toHaveLength(3)
  expect(events.filter(({ type }) => type === 'step-done')).toHaveLength(1)
  const { deployed } = await statusOf(context, stack, reporter)
  expect(deployed.state.outputs.Name).toBe(deployed.state.resources.Photos?.physicalId)

  const removed = await removeStack(context, stack, { reporter, consent: answer(true) })
  expect(removed).toMatchObject({ kind: 'finished', run: { verb: 'Removed', outcome: { done: ['Photos'] } } })
  const again = await removeStack(context, stack, { reporter, consent: answer(true) })
  expect(again).toMatchObject({ kind: 'empty', key: { stage: 'dev', target: 'local' } })
  expect(asked).toEqual(['dev', 'dev', 'dev'])
})
