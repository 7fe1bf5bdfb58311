import { titleOf } from '../../workflows/stack/stacks.ts'
import { type StackLock, unlockStack } from '../../workflows/unlock.ts'
import { stackArguments } from '../arguments.ts'
import type { Command } from '../command.ts'
import {
  outputOption,
  targetOptions,
  templateArgument,
  templateOptions,
  wantsJson,
  yesOptions,
} from '../options.ts'
import { consentOf, reporting } from '../reporting.ts'
import { printable } from '../views/printable.ts'
import { writeJson, writeText } from '../views/write.ts'

export const unlock: Command = {
  name: 'unlock',
  summary: 'release the lock of a run that will not come back',
  details:
    'Releases the lock of a stack. Locks of runs that died on this machine are taken over by themselves; ' +
    'use this only for a run elsewhere that you know to be dead.',
  arguments: [templateArgument],
  options: [...templateOptions.slice(0, 2), ...targetOptions, ...yesOptions, outputOption],
  examples: [
    ['fnx unlock', "release the lock of this folder's stack"],
    ['fnx unlock --local --yes', 'without asking'],
  ],
  async run(context, typed) {
    const consent = consentOf(context, typed, question)
    const { key, agreed, released } = await reporting(context, typed, reporter =>
      unlockStack(context, stackArguments(typed), { reporter, consent }),
    )
    if (!agreed) return 1
    const { stack, stage, target } = key
    if (wantsJson(typed)) writeJson(context.stdout, { stack, stage, target, released: released ?? null })
    else
      writeText(
        context.stdout,
        released === undefined
          ? `No lock is held of ${titleOf(key)}.\n`
          : `Released the lock of ${titleOf(key)}, held by ${printable(released.holder)}.\n`,
      )
    return 0
  },
}

function question({ key, lock }: StackLock): string {
  const { holder, host, acquired } = lock
  return printable(`${holder} on ${host} holds the lock of ${titleOf(key)} since ${acquired}. Release it?`)
}
