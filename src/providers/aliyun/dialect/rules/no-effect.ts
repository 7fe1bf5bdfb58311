import type { Rule } from '../../../../model/dialect.ts'
import { type Path, type Properties, record, text, type Value } from '../../../../model/value.ts'
import { isBuiltIn } from '../../data/runtimes.ts'
import { kindOf } from '../kind.ts'

interface Case {
  readonly path: Path
  holds(value: Value, properties: Properties): boolean
  readonly message: string
  readonly hint: string
  /** What may be written all the same, and why nothing is lost by it. */
  readonly granted?: Readonly<Record<string, string>>
}

const always = (): boolean => true
const auto = (value: Value): boolean => value === 'Auto' || text(record(value).Auto) === 'true'
const byHand = 'Create it yourself and write its ids.'

/** What FC 2.0 or the tool fun knew and a deploy to FC 3.0 passes over. */
const cases: readonly Case[] = [
  {
    path: ['InstanceType'],
    holds: always,
    message: 'InstanceType has no effect: FC 3.0 sizes an instance by MemorySize and Cpu.',
    hint: 'Remove it, or write Cpu.',
    granted: { e1: 'Every instance of FC 3.0 is elastic.' },
  },
  {
    path: ['InstanceLifecycleConfig', 'PreFreeze'],
    holds: always,
    message: 'PreFreeze has no effect: FC 3.0 does not call functions before it freezes them.',
    hint: 'Remove it.',
  },
  {
    path: ['AsyncConfiguration'],
    holds: always,
    message: 'AsyncConfiguration is not deployed by fnx yet.',
    hint: 'Set it in the console, or remove it.',
  },
  {
    path: ['TracingConfig'],
    holds: always,
    message: 'TracingConfig is not deployed by fnx yet.',
    hint: 'Set it in the console, or remove it.',
  },
  {
    path: ['CustomContainerConfig', 'WebServerMode'],
    holds: always,
    message: 'WebServerMode has no effect: FC 3.0 calls every container over HTTP.',
    hint: 'Remove it.',
    granted: { true: 'FC 3.0 does so by itself.' },
  },
  {
    path: ['InstanceConcurrency'],
    holds: (value, { Runtime }) => text(value) !== '1' && isBuiltIn(text(Runtime) ?? ''),
    message:
      'InstanceConcurrency has no effect: an instance of a built-in runtime takes one request at a time on FC 3.0.',
    hint: 'Remove it, or use a custom runtime.',
  },
  { path: ['VpcConfig'], holds: auto, message: 'VpcConfig: Auto creates no network.', hint: byHand },
  { path: ['LogConfig'], holds: auto, message: 'LogConfig: Auto creates no log project.', hint: byHand },
  { path: ['NasConfig'], holds: auto, message: 'NasConfig: Auto creates no file system.', hint: byHand },
]

/** Warns of settings that are left out of what is deployed, for FC 3.0 or fnx does not have them. */
export const noEffect: Rule = {
  code: 'W4303',
  title: 'Setting has no effect',
  why: 'Today’s Function Compute, or fnx, does not do what the setting asks for; a plan is refused for it.',
  drops: true,
  *check({ resources }) {
    for (const { logicalId, type, body, path } of resources) {
      if (!['Function', 'Service'].includes(kindOf(type) ?? '')) continue
      for (const entry of cases) {
        const value = reach(record(body.Properties), entry.path)
        if (value === undefined || !entry.holds(value, record(body.Properties))) continue
        if (Object.hasOwn(entry.granted ?? {}, text(value) ?? '')) continue
        yield {
          path: [...path, 'Properties', ...entry.path],
          part: 'key',
          message: `${logicalId}: ${entry.message}`,
          hint: entry.hint,
        }
      }
    }
  },
}

function reach(properties: Properties, path: Path): Value | undefined {
  let value: Value | undefined = properties
  for (const key of path) value = record(value)[String(key)]
  return value
}
