import { isRecord, list, type Properties, record, text, type Value } from '../../../model/value.ts'
import { runtimeNamed } from '../data/runtimes.ts'
import { type Add, present } from './add.ts'
import type { Expanded } from './events/event-type.ts'
import { eventTypes } from './events/index.ts'
import { eventsOf, propertiesOf, type WrittenEvent, type WrittenFunction } from './written.ts'

interface FunctionInput {
  readonly fn: WrittenFunction
  readonly document: Properties
  readonly region: string
}

/** Adds a function, its triggers, and a role of its own where it names policies but no role. */
export function expandFunction(input: FunctionInput, add: Add): void {
  const { fn, document } = input
  const written = propertiesOf(fn, document)
  const { Condition, DependsOn, DeletionPolicy, Metadata } = fn.body
  const shared = present({ Condition, DeletionPolicy })
  const role = ownsRole(written) ? `${fn.logicalId}Role` : undefined
  if (role !== undefined)
    add(role, { Type: 'TencentCloud::CAM::Role', Properties: { Policies: policies(written) }, ...shared }, [
      ...fn.path,
      'Properties',
      'Policies',
    ])
  add(
    fn.logicalId,
    {
      Type: 'TencentCloud::SCF::Function',
      Properties: functionProperties(fn, written, role),
      ...present({ Condition, DependsOn, DeletionPolicy, Metadata }),
    },
    fn.path,
  )
  for (const { logicalId, trigger, event } of triggersOf(input))
    add(
      logicalId,
      {
        Type: 'TencentCloud::SCF::Trigger',
        Properties: {
          FunctionName: { Ref: fn.logicalId },
          Namespace: namespaceOf(fn),
          ...trigger.properties,
        },
        ...(trigger.routes === undefined ? {} : { Metadata: { 'Fnx::Routes': trigger.routes } }),
        ...shared,
      },
      event.path,
    )
}

/** Tells whether a function gets a role of its own: it names policies, and no role but the account's default. */
export function ownsRole({ Policies, Role }: Properties): boolean {
  return Policies !== undefined && (Role === undefined || Role === defaultRole)
}

/** The role that SCF gives functions without one, in SCF's own spelling. */
export const defaultRole = 'QCS_SCFExcuteRole'

function policies({ Policies }: Properties): Value {
  return Array.isArray(Policies) ? Policies : [Policies ?? null]
}

/** What the specification has of its own; all else is called as SCF calls it and goes on as it is. */
const ofSpecification = ['CodeUri', 'LocalZipFile', 'Policies', 'Events']

function functionProperties(fn: WrittenFunction, written: Properties, role: string | undefined): Properties {
  const { FunctionName, Runtime, Role, ...rest } = written
  const own = Object.entries(rest).filter(([key]) => !ofSpecification.includes(key))
  return present({
    FunctionName: FunctionName ?? fn.name,
    Namespace: namespaceOf(fn),
    Code: codeOf(written),
    Runtime: typeof Runtime === 'string' ? (runtimeNamed(Runtime) ?? Runtime) : Runtime,
    Role: role === undefined ? Role : { Ref: role },
    ...Object.fromEntries(own),
  })
}

function namespaceOf({ namespace }: WrittenFunction): Value {
  return namespace === 'default' ? 'default' : { Ref: namespace }
}

function codeOf({ CodeUri, LocalZipFile }: Properties): Value | undefined {
  const code = LocalZipFile ?? CodeUri
  if (!isRecord(code) || code.Bucket === undefined) return code
  const key = text(code.Key)
  return {
    CosBucketName: code.Bucket,
    CosObjectName: key === undefined || key.startsWith('/') ? (code.Key ?? '') : `/${key}`,
  }
}

interface FoundTrigger {
  readonly logicalId: string
  readonly trigger: Expanded
  readonly event: WrittenEvent
}

/** Lists the triggers of a function; a function has one URL, so that its HTTP events share one trigger. */
export function triggersOf({ fn, region }: Pick<FunctionInput, 'fn' | 'region'>): readonly FoundTrigger[] {
  const found: FoundTrigger[] = []
  for (const event of eventsOf(fn)) {
    const { name, properties, type } = event
    const trigger = eventTypes.find(({ words }) => words.includes(type))?.expand({ name, properties, region })
    if (trigger === undefined) continue
    const url = found.findIndex(other => isUrl(other.trigger) && isUrl(trigger))
    const first = found[url]
    if (first === undefined) found.push({ logicalId: triggerId(fn, name), trigger, event })
    else
      found[url] = {
        ...first,
        trigger: {
          ...first.trigger,
          routes: [...list(first.trigger.routes), ...list(trigger.routes)].map(record),
        },
      }
  }
  return found
}

function isUrl({ properties }: Expanded): boolean {
  return properties.Type === 'http'
}

function triggerId({ logicalId }: WrittenFunction, name: string): string {
  return `${logicalId}${name.replace(/[^A-Za-z0-9]+/g, '').replace(/^./, first => first.toUpperCase())}Trigger`
}
