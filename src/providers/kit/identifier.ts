import type { Input } from '../../model/provider.ts'
import { at, type Properties, text } from '../../model/value.ts'
import type { Members } from './call.ts'

/** What tells which thing is meant: before it is made, its name and properties. */
export type Thing = Pick<Input, 'name' | 'properties'>

/** How a thing is named: in the state by one text, its physical ID, and in calls by one or more members. */
export interface Identifier {
  /** Properties that name it, and so cannot change in place. */
  readonly takes: readonly string[]
  /** The physical ID before the thing is made; absent where only the creating call tells. */
  of?(thing: Thing): string
  /** The physical ID as the creating call answers it. */
  from?(answer: Properties, thing: Thing): string | undefined
  /** What names it in the creating call; the key where the physical ID is known before. */
  creating?(thing: Thing): Members
  /** What names it in every other call. */
  key(physicalId: string): Members
}

/** Names a thing by its own name. */
export function byName(member: string): Identifier {
  return { takes: [], of: ({ name }) => name, key: id => ({ [member]: id }) }
}

/** Names a thing by what the creating call answers at a path; `name` is the member of that call which holds its name. */
export function byAnswer(
  path: string,
  { member, name }: { readonly member: string; readonly name?: string },
): Identifier {
  return {
    takes: [],
    from: answer => text(at(answer, path.split('.'))),
    creating: thing => (name === undefined ? {} : { [name]: thing.name }),
    key: id => ({ [member]: id }),
  }
}

/**
 * Names a part of something else by both: `api|stage`. `parent` is the property that names the other thing; calls name
 * it by `member`.
 */
export function within(
  { parent, member = parent }: { readonly parent: string; readonly member?: string },
  own: Identifier,
): Identifier {
  const owner = ({ properties }: Thing) => text(properties[parent]) ?? ''
  const { of, from, creating } = own
  const key = (id: string) => {
    const at = id.lastIndexOf('|')
    return { [member]: id.slice(0, Math.max(0, at)), ...own.key(id.slice(at + 1)) }
  }
  return {
    takes: [parent, ...own.takes],
    key,
    ...(of === undefined ? {} : { of: thing => `${owner(thing)}|${of(thing)}` }),
    ...(from === undefined
      ? {}
      : {
          from: (answer, thing) => {
            const found = from(answer, thing)
            return found === undefined ? undefined : `${owner(thing)}|${found}`
          },
        }),
    creating: thing => ({ [member]: owner(thing), ...(creating?.(thing) ?? own.key(of?.(thing) ?? '')) }),
  }
}
