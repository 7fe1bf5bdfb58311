import type { Finding } from '../../../model/template.ts'
import type { Path } from '../../../model/value.ts'
import { isLogicalId } from './logical-id.ts'

/** What AWS would refuse; ends the work on one resource, or on the template when it stands above them. */
export class Refusal extends Error {
  readonly finding: Finding

  constructor(finding: Finding) {
    super(finding.message)
    this.name = 'Refusal'
    this.finding = finding
  }
}

/** Refuses a template as a whole. */
export function refuseTemplate(message: string, path: Path = []): never {
  throw new Refusal({ code: 'E1501', path, message })
}

/** Refuses a resource: the message goes on after its logical ID; `path` leads from the resource to the spot. */
export function refuse(id: string, message: string, path: Path = []): never {
  throw new Refusal({ code: 'E1502', path: ['Resources', id, ...path], message: `${id}: ${message}` })
}

/** Gives the ID of what a resource makes, and refuses one that cannot be. */
export function expectId(owner: string, id: string): string {
  if (isLogicalId(id)) return id
  return refuse(owner, `would make ${id}, and a logical ID may have letters and digits alone, at most 255.`)
}

/** Where an event stands. */
export interface EventPlace {
  readonly owner: string
  readonly event: string
}

/** Refuses an event of a function or state machine. */
export function refuseEvent({ owner, event }: EventPlace, message: string, path: Path = []): never {
  const place = ['Resources', owner, 'Properties', 'Events', event, ...path]
  const name = `${owner}: event ${event} (${owner}${event})`
  throw new Refusal({ code: 'E1503', path: place, message: `${name}: ${message}` })
}

/** Several refusals at once: what is wrong with the events of one owner, or with those of APIs. */
export class Refusals extends Error {
  readonly refusals: readonly Refusal[]

  constructor(refusals: readonly Refusal[]) {
    super(refusals.map(({ message }) => message).join('\n'))
    this.name = 'Refusals'
    this.refusals = refusals
  }
}

/** Makes something of each item; all that are wrong are refused together. */
export function collected<T, R>(items: readonly T[], make: (item: T) => R): readonly R[] {
  const refusals: Refusal[] = []
  const found: R[] = []
  for (const item of items)
    try {
      found.push(make(item))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refusals.push(error)
    }
  if (refusals.length > 0) throw new Refusals(refusals)
  return found
}
