import type { Place } from '../../model/event.ts'
import type { StackArguments } from '../arguments.ts'
import type { StackKey } from '../stack/stacks.ts'
import type { Target } from './target.ts'

/** Gives the place that a workflow works on, so that whoever agrees to a plan knows whose resources it changes. */
export function placeOf(
  { profile }: StackArguments,
  { key, target }: { readonly key: StackKey; readonly target: Target },
): Place {
  const { account, region } = target.connection
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
