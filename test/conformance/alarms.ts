import type { Diagnostic } from '../../src/model/diagnostic.ts'
import { isRecord, record, type Value } from '../../src/model/value.ts'
import alarms from './alarms.json' with { type: 'json' }

/** A template that the service expands. */
export interface Expanded {
  readonly name: string
  readonly output?: Value
}

/** What AWS refuses although the transform, which looks at little, expands it: by template, each finding with its reason. */
const trulyWrong = new Set(
  alarms.flatMap(({ in: templates }) =>
    Object.entries(templates).flatMap(([name, findings]) => findings.map(finding => `${name} ${finding}`)),
  ),
)

/** Tells whether AWS refuses what was found, too. */
export function isTrue(one: Expanded, { code, message }: Pick<Diagnostic, 'code' | 'message'>): boolean {
  // Lambda neither makes nor changes a function of a runtime that it has blocked.
  if (code === 'E4210') return true
  // CloudFormation refuses references to nothing; what the service expanded tells what there is.
  const [, named = ''] = /(?:refers to|depends on) "([^"]*)"/.exec(message) ?? []
  if (code === 'E3002' || code === 'E3004') return !isThere(one, named.split('.')[0] ?? '')
  return trulyWrong.has(`${one.name.replace(/^aws\//, '')} ${code} ${message}`)
}

function isThere({ output }: Expanded, name: string): boolean {
  const sections = isRecord(output ?? null) ? record(output) : {}
  return ['Resources', 'Parameters'].some(section => Object.hasOwn(record(sections[section]), name))
}
