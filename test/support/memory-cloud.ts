import { codeOfKind, type ErrorKind } from '../../src/model/error-kind.ts'
import type { Diagnosis, Pace } from '../../src/model/provider.ts'
import type { Properties } from '../../src/model/value.ts'
import { canonical } from '../../src/model/value.ts'

/** One thing in the cloud. */
export interface Thing {
  readonly id: string
  readonly type: string
  readonly name: string
  readonly tags: Readonly<Record<string, string>>
  properties: Properties
  /** Parts that calls of their own put and take away, by name. */
  readonly parts: Map<string, Properties>
  /** Epoch ms from which searches see it. */
  readonly visible: number
}

/** What a fault does to a call, and whether the call has had its effect by then. */
export interface Fault {
  readonly when: 'before' | 'after'
  readonly kind: ErrorKind
}

/** A cloud in memory whose calls can be made to fail. */
export interface MemoryCloud {
  readonly things: Map<string, Thing>
  /** Names of the calls that came, such as `create Fake::Role`. */
  readonly calls: string[]
  /** Says what befalls the n-th call, counted from 0. */
  fault: (n: number, name: string) => Fault | undefined
  /** Called before and after each call's effect; one that never resolves stands for a killed process. */
  boundary: (name: string) => Promise<void>
  /** Makes a call: a boundary, perhaps a fault, the effect, a boundary, perhaps a fault. */
  call<T>(name: string, effect: () => T): Promise<T>
}

/** What the resource types of this cloud are handed. */
export interface MemoryClient {
  readonly cloud: MemoryCloud
  readonly pace: Pace
  readonly now: () => Date
  /** Ms until what was made is seen by searches. */
  readonly lag: number
}

/** Makes an empty cloud. */
export function memoryCloud(): MemoryCloud {
  const cloud: MemoryCloud = {
    things: new Map(),
    calls: [],
    fault: () => undefined,
    boundary: async () => undefined,
    async call(name, effect) {
      const n = cloud.calls.push(name) - 1
      const fault = cloud.fault(n, name)
      await cloud.boundary(`before ${name}`)
      if (fault?.when === 'before') throw memoryError(fault.kind, `${name} met ${fault.kind}.`)
      const result = effect()
      await cloud.boundary(`after ${name}`)
      if (fault?.when === 'after') throw memoryError(fault.kind, `${name} met ${fault.kind}.`)
      return result
    },
  }
  return cloud
}

/** Makes an error as this cloud throws it. */
export function memoryError(kind: ErrorKind, message: string): Error {
  return Object.assign(new Error(message), { kind })
}

/** Sorts the errors of this cloud. */
export function memoryDiagnose(error: unknown): Diagnosis {
  const message = error instanceof Error ? error.message : String(error)
  const known = error instanceof Error && 'kind' in error ? String(error.kind) : 'unknown'
  const kind = known in codeOfKind ? (known as ErrorKind) : 'unknown' // its keys are the kinds
  return { kind, diagnostic: { code: codeOfKind[kind], message } }
}

/** Lists what is in a cloud with all that is random in it replaced by logical IDs, so that two runs can be compared. */
export function inventory({ things }: MemoryCloud): readonly string[] {
  const texts = [...things.values()].map(({ id, type, name, tags, properties, parts }) =>
    canonical({ id, type, name, tags, properties, parts: Object.fromEntries(parts) }),
  )
  return plainly(texts, things).toSorted()
}

/** Replaces ids and instances in texts by the logical IDs that they belong to. */
export function plainly(texts: readonly string[], things: MemoryCloud['things']): readonly string[] {
  const names = [...things.values()].flatMap(({ id, tags }): readonly [string, string][] => {
    const { 'fnx:logical-id': logicalId, 'fnx:instance': instance } = tags
    if (logicalId === undefined || instance === undefined) return []
    return [
      [id, `<${logicalId}>`],
      [instance, `<${logicalId}#>`],
    ]
  })
  const longest = names.toSorted(([left], [right]) => right.length - left.length)
  return texts.map(text => longest.reduce((plain, [random, name]) => plain.replaceAll(random, name), text))
}
