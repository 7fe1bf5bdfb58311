import type { Abilities } from '../model/abilities.ts'
import type { Diagnostic, Location } from '../model/diagnostic.ts'
import { type Untaken, untaken } from '../model/shape.ts'
import type { Resource, Stack } from '../model/stack.ts'
import type { PlaceOf } from '../model/template.ts'
import type { Path } from '../model/value.ts'

/** What tells whether a property is taken, and where it stands; without places they are left out. */
export interface UntakenGrounds {
  abilitiesOf(type: string): Pick<Abilities, 'takes'> | undefined
  readonly placeOf?: PlaceOf | undefined
}

/**
 * Lists the properties and members of a stack that the types of its resources do not take, once for each place of the
 * template: E5017 where a plan is refused for it, W5017 where that is told beforehand.
 */
export function untakenIn(
  stack: Stack,
  { abilitiesOf, placeOf }: UntakenGrounds,
  code: 'E5017' | 'W5017',
): readonly Diagnostic[] {
  const found = Object.values(stack.resources).flatMap(resource => {
    const shape = abilitiesOf(resource.type)?.takes ?? 'any'
    return untaken(resource.properties, shape).map(
      (one): Refused => ({ ...one, resource, location: placeOf?.(resource.origin, one.path) }),
    )
  })
  return [...byPlace(found).values()].map(same => said(same, code))
}

interface Refused extends Untaken {
  readonly resource: Resource
  readonly location: Location | undefined
}

/** One line of a template, such as one that holds for all functions, may reach many resources. */
function byPlace(found: readonly Refused[]): ReadonlyMap<string, readonly [Refused, ...Refused[]]> {
  const groups = new Map<string, readonly [Refused, ...Refused[]]>()
  for (const one of found) {
    const { location, resource, path } = one
    const place =
      location === undefined ? resource.logicalId : `${location.start.line}:${location.start.column}`
    const key = `${place} ${resource.type} ${nameOf(path)}`
    const others = groups.get(key)
    groups.set(key, others === undefined ? [one] : [...others, one])
  }
  return groups
}

function said([first, ...rest]: readonly [Refused, ...Refused[]], code: string): Diagnostic {
  const { resource, path, why, location } = first
  const ids = new Set([first, ...rest].map(one => one.resource.logicalId))
  const more = ids.size === 1 ? '' : ` and ${ids.size - 1} more`
  const owner = `${resource.logicalId}${more} (${resource.type})`
  const message =
    why === undefined
      ? `${owner} has a property ${nameOf(path)} that its type does not know.`
      : `fnx cannot deploy ${nameOf(path)} of ${owner}${why === '' ? ' yet' : `: ${why}`}.`
  const hint = 'Take it out of the template; where it matters, set it by hand after the deploy.'
  return { code, message, hint, ...(location === undefined ? {} : { location }) }
}

/** The way to a member by names alone: its place says which one of a list it is in. */
function nameOf(path: Path): string {
  return path.filter(step => typeof step === 'string').join('.')
}
