import type { ReadBack } from '../../apply/read-back.ts'
import { recoverProject } from '../../workflows/recover.ts'
import { commandLine } from '../../workflows/stack/command-line.ts'
import type { StackKey } from '../../workflows/stack/stacks.ts'
import { lockArguments, projectArguments } from '../arguments.ts'
import type { Command } from '../command.ts'
import {
  lockOption,
  outputOption,
  targetOptions,
  templateArgument,
  templateOptions,
  yesOptions,
} from '../options.ts'
import { consentOf, declined, reporting } from '../reporting.ts'
import { table } from '../views/table.ts'

export const recover: Command = {
  name: 'recover',
  summary: 'read a stack whose state is gone back from its cloud',
  details:
    'Finds by their tags and marks the resources that earlier deploys made, shows them, asks, and writes a state that has them. ' +
    'Nothing in the cloud is changed; the next deploy writes what cannot be read back.',
  arguments: [templateArgument],
  options: [...templateOptions, ...targetOptions, ...yesOptions, lockOption, outputOption],
  examples: [
    ['fnx recover', "read this folder's stack back, after you agree"],
    ['fnx recover --stack-name shop --stage prod --yes', 'without asking'],
  ],
  run: (context, typed) =>
    reporting(context, typed, async reporter => {
      const args = { ...projectArguments(typed), ...lockArguments(typed) }
      const { read, agreed } = await recoverProject(context, args, {
        reporter,
        show(read, key) {
          for (const line of linesOf(read, key)) reporter.say(line)
        },
        consent: consentOf(context, typed, () => 'Write a state that has these?'),
      })
      if (!agreed) return declined(reporter)
      if (read.found.length > 0) {
        reporter.say('The state has them now. Next:')
        reporter.say(`  ${commandLine('plan', args)}`)
      }
      reporter.result({ exitCode: 0, ...resultOf(read) })
      return 0
    }),
}

function linesOf({ found, missing }: ReadBack, key: StackKey): readonly string[] {
  const where = `${key.stack} (${key.stage}, ${key.target})`
  if (found.length === 0) return [`Nothing of ${where} was found that its state does not have.`]
  const rows = found.map(({ logicalId, type, physicalId = '' }) => [`  ${logicalId}`, type, physicalId])
  const not = missing.length === 0 ? [] : [`Not found, so the next deploy makes it: ${missing.join(', ')}`]
  return [`Found of ${where}:`, ...table(rows), ...not]
}

function resultOf({ found, missing, left }: ReadBack) {
  return {
    found: found.map(({ logicalId, type, physicalId = '' }) => ({ logicalId, type, physicalId })),
    missing,
    left: left.map(({ logicalId, type, physicalId }) => ({ logicalId, type, physicalId })),
  }
}
