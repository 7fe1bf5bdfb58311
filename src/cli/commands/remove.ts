import type { Place } from '../../model/event.ts'
import { type RemoveArguments, removeStack } from '../../workflows/remove.ts'
import type { Reporter } from '../../workflows/reporter.ts'
import { type StackKey, titleOf } from '../../workflows/stack/stacks.ts'
import { lockArguments, stackArguments } from '../arguments.ts'
import type { Command, Typed } from '../command.ts'
import {
  has,
  lockOption,
  outputOption,
  targetOptions,
  templateArgument,
  templateOptions,
  yesOptions,
} from '../options.ts'
import { consentOf, reporting, runEnd } from '../reporting.ts'
import { placeInWords } from '../views/place.ts'

export const remove: Command = {
  name: 'remove',
  summary: 'delete what was deployed',
  details:
    'Deletes the resources of a stack, in the order kept in its state. The template may be gone. ' +
    'What has DeletionPolicy Retain stays; a bucket with objects stays unless --empty-buckets is given.',
  arguments: [templateArgument],
  options: [
    ...templateOptions.slice(0, 2),
    ...targetOptions,
    ...yesOptions,
    { flags: '--empty-buckets', description: 'delete the objects of buckets, too' },
    lockOption,
    outputOption,
  ],
  examples: [
    ['fnx remove --local', "delete this folder's stack from the local cloud"],
    ['fnx remove --stack-name shop --stage prod', 'from a cloud, after you agree'],
  ],
  run: (context, typed) =>
    reporting(context, typed, async reporter => {
      const consent = consentOf(context, typed, question)
      const removal = await removeStack(context, argumentsOf(typed), { reporter, consent })
      if (removal.kind === 'empty') return nothingLeft(reporter, removal.key)
      return runEnd(reporter, removal.kind === 'finished' ? removal.run : undefined)
    }),
}

function question(place: Place): string {
  return `Delete these resources of ${placeInWords(place)}?`
}

function argumentsOf(typed: Typed): RemoveArguments {
  return {
    ...stackArguments(typed),
    ...lockArguments(typed),
    emptyBuckets: has(typed, 'emptyBuckets'),
  }
}

function nothingLeft(out: Reporter, key: StackKey): number {
  const { stack, stage, target } = key
  out.say(`Nothing to do for ${titleOf(key)}: nothing is deployed.`)
  out.result({ exitCode: 0, stack, stage, target, done: [], failed: [], skipped: [] })
  return 0
}
