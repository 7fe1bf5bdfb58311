import type { Known, Resolver } from '../../src/model/resolver.ts'
import type { Resource, Stack } from '../../src/model/stack.ts'
import type { Properties, Value } from '../../src/model/value.ts'
import { callOf, isList, isRecord, list, references, secret, text } from '../../src/model/value.ts'

/** Makes a resolver that knows `Ref` and `Fn::GetAtt`, and parameters that are secrets. */
export function fakeResolver(secrets: Readonly<Record<string, string>> = {}): Resolver {
  const reduce = (value: Value, known: Known, clear: boolean): Value => {
    const call = callOf(value)
    if (call !== undefined) {
      const [logicalId, attribute] = isList(call.argument)
        ? list(call.argument).map(part => text(part) ?? '')
        : [text(call.argument) ?? '', 'Ref']
      const hidden = secrets[logicalId ?? '']
      if (hidden !== undefined) return clear ? hidden : secret(value, `hash of ${hidden.length}`)
      return known(logicalId ?? '')?.[attribute ?? ''] ?? value
    }
    if (isList(value)) return value.map(item => reduce(item, known, clear))
    if (isRecord(value))
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, reduce(item, known, clear)]))
    return value
  }
  return {
    redacted: (value, known) => reduce(value, known, false),
    clear: (value, known) => reduce(value, known, true),
  }
}

/** What a resource of a test stack says beside its type. */
export interface Draft {
  readonly type: string
  readonly properties?: Properties
  readonly dependsOn?: readonly string[]
  readonly retain?: boolean
}

/** Makes a stack of the fake cloud from short descriptions by logical ID. */
export function fakeStack(drafts: Readonly<Record<string, Draft>>, outputs: Properties = {}): Stack {
  const resources = Object.entries(drafts).map(([logicalId, draft]): [string, Resource] => {
    const { type, properties = {}, dependsOn = [], retain = false } = draft
    const mentioned = references(properties).map(reference => reference.logicalId)
    return [
      logicalId,
      {
        logicalId,
        type,
        properties,
        dependsOn: [...new Set([...dependsOn, ...mentioned.filter(name => name in drafts)])].sort(),
        deletionPolicy: retain ? 'Retain' : 'Delete',
        metadata: {},
        origin: ['Resources', logicalId],
      },
    ]
  })
  return {
    name: 'shop',
    provider: 'fake',
    resources: Object.fromEntries(resources),
    outputs: Object.entries(outputs).map(([name, value]) => ({ name, value })),
  }
}
