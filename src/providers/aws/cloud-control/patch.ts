import { equal, type Properties, type Value } from '../../../model/value.ts'

/** An operation of RFC 6902. */
export type Operation =
  | { readonly op: 'add'; readonly path: string; readonly value: Value }
  | { readonly op: 'remove'; readonly path: string }

/** What a patch is made from. */
export interface Change {
  /** As last applied. */
  readonly before: Properties
  readonly now: Properties
  /** Top-level properties that no patch may name. */
  readonly fixed: readonly string[]
  /** Those that are lost when they are not sent again, because no one can read them. */
  readonly unread: readonly string[]
  /** Tells whether a property is there, so that it can be removed. */
  has(name: string): boolean
}

/**
 * Gives the patch that brings a thing from one state to another, a whole property at a time; nothing where nothing
 * differs. `add` also replaces what is there: https://datatracker.ietf.org/doc/html/rfc6902#section-4.1.
 */
export function patchOf({ before, now, fixed, unread, has }: Change): readonly Operation[] {
  const changed = (name: string) => !fixed.includes(name) && !equal(before[name], now[name])
  const added = Object.keys(now).filter(changed)
  const dropped = Object.keys(before).filter(name => !(name in now) && changed(name))
  if (added.length + dropped.length === 0) return []
  const again = Object.keys(now).filter(
    name => unread.includes(name) && !fixed.includes(name) && !added.includes(name),
  )
  return [
    ...[...added, ...again].map(
      name => ({ op: 'add', path: pointer(name), value: now[name] ?? null }) as const,
    ),
    ...dropped.filter(has).map(name => ({ op: 'remove', path: pointer(name) }) as const),
  ]
}

function pointer(name: string): string {
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
}
