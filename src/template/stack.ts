import type { Expansion } from '../model/dialect.ts'
import type { Output, Resource, Stack } from '../model/stack.ts'
import type { Finding } from '../model/template.ts'
import {
  isCall,
  isList,
  isRecord,
  member,
  own,
  type Path,
  type Properties,
  record,
  text,
  type Value,
} from '../model/value.ts'
import { evaluate, evaluation } from './evaluate.ts'
import { namesIn } from './references.ts'
import type { Scope } from './scope.ts'

/** What a stack is made of. */
export interface StackInput {
  readonly expansion: Expansion
  readonly scope: Scope
  /** Conditions that no other value of a parameter would change: only they can make a reference wrong. */
  readonly firm: Scope['conditions']
  readonly name: string
  readonly provider: string
  report(finding: Finding): void
}

/** Makes the stack of an expanded template: conditions applied, everything known filled in, dependencies listed. */
export function makeStack(input: StackInput): Stack {
  const { document } = input.expansion
  const written = Object.entries(record(document.Resources)).filter(([logicalId]) => !isMacro(logicalId))
  const bodies = written.filter(([, body]) => stays(record(body), input.scope.conditions))
  const names = new Set(bodies.map(([logicalId]) => logicalId))
  const left = new Set(
    written.flatMap(([logicalId, body]) => (stays(record(body), input.firm) ? [] : [logicalId])),
  )
  const resources = Object.fromEntries(
    bodies.map(([logicalId, body]) => [
      logicalId,
      resourceOf(logicalId, record(body), { input, names, left }),
    ]),
  )
  const description = text(document.Description)
  return {
    name: input.name,
    provider: input.provider,
    ...(description === undefined ? {} : { description }),
    resources,
    outputs: outputsOf(record(document.Outputs), input, left),
  }
}

/** A loop or an inclusion that could not be carried out makes nothing that has a name yet. */
function isMacro(key: string): boolean {
  return key.startsWith('Fn::')
}

/** A resource whose condition is not known yet is kept. */
function stays(body: Properties, conditions: Scope['conditions']): boolean {
  const condition = text(member(body, 'Condition'))
  return condition === undefined || own(conditions, condition) !== false
}

interface Surroundings {
  readonly input: StackInput
  /** Logical IDs of the stack. */
  readonly names: ReadonlySet<string>
  /** Logical IDs that a condition leaves out. */
  readonly left: ReadonlySet<string>
}

function resourceOf(logicalId: string, body: Properties, { input, names, left }: Surroundings): Resource {
  const origin = own(input.expansion.origins, logicalId) ?? ['Resources', logicalId]
  const run = evaluation(input.scope)
  const properties = record(evaluate(member(body, 'Properties') ?? {}, run))
  const mentioned = namesIn(properties)
  if (left.size > 0) reportLeftOut(mentioned, left, { input, origin, what: logicalId })
  const declared = isList(body.DependsOn) ? body.DependsOn : [body.DependsOn ?? null]
  const dependsOn = new Set(
    [...declared.map(text), ...mentioned].filter(id => id !== undefined && names.has(id)),
  )
  dependsOn.delete(logicalId)
  return {
    logicalId,
    type: text(body.Type) ?? '',
    properties,
    // Only names of the stack passed the filter.
    dependsOn: ([...dependsOn] as string[]).sort(),
    deletionPolicy: policyOf(evaluate(body.DeletionPolicy ?? null, run) ?? null),
    metadata: record(evaluate(member(body, 'Metadata') ?? {}, run)),
    origin,
  }
}

/** What is not known to be deleted stays. */
function policyOf(policy: Value): Resource['deletionPolicy'] {
  return text(policy)?.startsWith('Retain') || isCall(policy) ? 'Retain' : 'Delete'
}

function reportLeftOut(
  mentioned: ReadonlySet<string>,
  left: ReadonlySet<string>,
  { input, origin, what }: { readonly input: StackInput; readonly origin: Path; readonly what: string },
): void {
  for (const logicalId of [...mentioned].filter(name => left.has(name)))
    input.report({
      code: 'E3010',
      path: origin,
      part: 'key',
      message: `${what} refers to ${logicalId}, which its condition leaves out.`,
      hint: 'Give both the same condition, or choose with Fn::If.',
    })
}

function outputsOf(outputs: Properties, input: StackInput, left: ReadonlySet<string>): readonly Output[] {
  const found: Output[] = []
  for (const [name, body] of Object.entries(outputs)) {
    if (!isRecord(body) || isMacro(name) || isCall(body) || !stays(body, input.scope.conditions)) continue
    const value = evaluate(member(body, 'Value') ?? null, evaluation(input.scope))
    if (value === undefined) continue
    const mentioned = namesIn(value)
    reportLeftOut(mentioned, left, { input, origin: ['Outputs', name], what: `Output ${name}` })
    const description = text(body.Description)
    const exportName = exportOf(body, input)
    found.push({
      name,
      value,
      ...(description === undefined ? {} : { description }),
      ...(exportName === undefined ? {} : { exportName }),
    })
  }
  return found
}

function exportOf({ Export }: Properties, { scope }: StackInput): Value | undefined {
  const name = member(record(Export), 'Name')
  return name === undefined ? undefined : evaluate(name, evaluation(scope))
}
