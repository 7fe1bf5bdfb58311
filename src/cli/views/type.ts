import type { Reasons } from '../../model/abilities.ts'
import type { Shape } from '../../model/shape.ts'
import type { TypeFacts } from '../../workflows/type-facts.ts'

/** Writes what fnx does with a resource type, for people. */
export function renderType({
  type,
  cloud,
  generic,
  takes,
  replaces,
  reads,
  unread,
  stays,
  untaken,
}: TypeFacts): string {
  const parts = [
    `${type}  (${cloud}${generic === undefined ? '' : `, generic, by ${generic}`})`,
    part('Deployed', tree(takes)),
    part('A change replaces', replaces),
    part('A change outside fnx is seen of', reads),
    part('A change outside fnx is not seen of', unread),
    part('Stays in the cloud when it leaves the template', reasons(stays)),
    part('Not deployed: plan refuses it', reasons(untaken)),
  ]
  return `${parts.filter(text => text !== '').join('\n\n')}\n`
}

function part(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [title, ...lines.map(line => `  ${line}`)].join('\n')
}

function reasons(all: Reasons): readonly string[] {
  return Object.entries(all).map(([path, why]) => (why === '' ? path : `${path}: ${why}`))
}

/** A line a property, with its members below it. */
function tree(shape: Shape): readonly string[] {
  if (typeof shape === 'string' || 'untaken' in shape) return []
  if ('either' in shape) return shape.either.flatMap(tree)
  if ('list' in shape) return tree(shape.list)
  if ('map' in shape) return tree(shape.map)
  return Object.entries(shape.members).flatMap(([name, inner]) => {
    const hidden = name.startsWith('Fnx::') || (typeof inner === 'object' && 'untaken' in inner)
    return hidden ? [] : [`${name}  ${kind(inner)}`.trimEnd(), ...tree(inner).map(line => `  ${line}`)]
  })
}

/** What a value of a shape is: `number`, `list of text`; nothing for a map, whose members follow. */
function kind(shape: Shape): string {
  if (shape === 'any') return 'any value'
  if (typeof shape === 'string') return shape
  if ('list' in shape) return `list of ${kind(shape.list) || 'maps'}`
  if ('map' in shape) return `map of ${kind(shape.map) || 'maps'}`
  if ('either' in shape) return shape.either.map(one => kind(one) || 'map').join(' or ')
  return ''
}
