import { readLock, unlock as release } from '../../state/lock.ts'
import { foundStack } from '../../workflows/stack/deployed.ts'
import { stateFolder, titleOf } from '../../workflows/stack/stacks.ts'
import type { Command } from '../command.ts'
import {
  agreed,
  outputOption,
  targetOptions,
  templateArgument,
  templateOptions,
  wantsJson,
  yesOptions,
} from '../options.ts'
import { confirm } from '../views/ask.ts'
import { printable } from '../views/printable.ts'
import { reporter } from '../views/reporter.ts'
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
    const { folder, key } = await foundStack(context, typed, reporter(context, wantsJson(typed)))
    const { stack, stage, target } = key
    const dir = stateFolder(folder, key)
    const held = await readLock(dir)
    if (held !== undefined && !agreed(typed)) {
      const { holder, host, acquired } = held
      const question = printable(
        `${holder} on ${host} holds the lock of ${titleOf(key)} since ${acquired}. Release it?`,
      )
      if (!(await confirm(context, question))) return 1
    }
    const released = held === undefined ? undefined : await release(dir)
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
