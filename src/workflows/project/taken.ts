import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Abilities } from '../../model/abilities.ts'
import type { Shape } from '../../model/shape.ts'

/**
 * Gives what fnx takes of the resource types of a cloud, as the build wrote it down: each service is read when it is first
 * named, and nothing is loaded of what deploys it.
 */
export function takenIn(root: string, cloud: string): (type: string) => Pick<Abilities, 'takes'> | undefined {
  const known = new Map<string, ReadonlyMap<string, Shape>>()
  return type => {
    // Whatever a template calls a type leads to no other file.
    if (!/^\w+(::\w+)+$/.test(type)) return undefined
    const file = fileOf(root, cloud, type)
    const shapes = known.get(file) ?? read(file)
    known.set(file, shapes)
    const takes = shapes.get(type)
    return takes === undefined ? undefined : { takes }
  }
}

/** Names the file that holds the shape of a type, and those of the others of its service: `aws/AWS.Lambda.json`. */
export function fileOf(root: string, cloud: string, type: string): string {
  const service = type.split('::').slice(0, -1).join('.')
  return join(root, 'dist', 'types', cloud, `${service}.json`)
}

function read(file: string): ReadonlyMap<string, Shape> {
  if (!existsSync(file)) return new Map()
  return new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, Shape>)) // the build's own form
}
