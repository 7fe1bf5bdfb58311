import type { Typed } from '../../cli/command.ts'
import { textOf } from '../../cli/options.ts'
import type { Place } from '../../model/event.ts'
import type { StackKey } from '../stack/stacks.ts'
import type { Target } from './target.ts'

/** Gives the place that a command works on, so that whoever agrees to a plan knows whose resources it changes. */
export function placeOf(
  typed: Typed,
  { key, target }: { readonly key: StackKey; readonly target: Target },
): Place {
  const { account, region } = target.connection
  const profile = textOf(typed, 'profile')
  const { stack, stage, provider } = key
  return {
    stack,
    stage,
    target: key.target,
    provider,
    account,
    region,
    ...(profile === undefined ? {} : { profile }),
  }
}
