import type { Place } from '../../model/event.ts'
import { type DeployArguments, deployProject } from '../../workflows/deploy.ts'
import { lockArguments, projectArguments } from '../arguments.ts'
import type { Command, Typed } from '../command.ts'
import { guided } from '../guided.ts'
import {
  buildOption,
  has,
  lockOption,
  outputOption,
  targetOptions,
  templateArgument,
  templateOptions,
  textOf,
  yesOptions,
} from '../options.ts'
import { consentOf, reporting, runEnd } from '../reporting.ts'
import { placeInWords } from '../views/place.ts'

export const deploy: Command = {
  name: 'deploy',
  summary: 'plan and carry out what the template asks for',
  details:
    'Packages the code, shows what differs from what is deployed, asks, and makes it so by calling the cloud directly. ' +
    'A run that was killed is continued by running the command again.',
  arguments: [templateArgument],
  options: [
    ...templateOptions,
    buildOption,
    ...targetOptions,
    { flags: '--tags <pairs...>', description: 'tags of every resource, as Name=value' },
    ...yesOptions,
    { flags: '-g, --guided', description: 'ask for what is needed, and save the answers in samconfig.toml' },
    { flags: '--rollback', description: 'go back to the last deployment that succeeded' },
    {
      flags: '--on-failure <what>',
      description: 'after a failure: DO_NOTHING (default) keeps what is done, ROLLBACK goes back',
      choices: ['DO_NOTHING', 'ROLLBACK'],
    },
    { flags: '--empty-buckets', description: 'allow to delete the objects of buckets that go' },
    lockOption,
    outputOption,
    {
      flags: '--capabilities <names...>',
      description: 'not needed; taken for the sake of other tools',
      hidden: true,
    },
    { flags: '--no-fail-on-empty-changeset', description: 'always so', hidden: true },
    { flags: '--resolve-s3', description: 'always so', hidden: true },
  ],
  examples: [
    ['fnx deploy --local', 'onto the local cloud: no account needed'],
    [
      'fnx deploy template.yaml --stack-name shop --region eu-west-1',
      'to a cloud, after you agree to the plan',
    ],
    ['fnx deploy --yes --output json', 'in a pipeline: one JSON object per line'],
    ['fnx deploy --rollback', 'back to the last good deployment'],
  ],
  run: (context, typed) =>
    reporting(context, typed, async reporter => {
      const wanted = has(typed, 'guided') ? await guided(context, typed) : typed
      const consent = consentOf(context, wanted, question)
      return runEnd(reporter, await deployProject(context, argumentsOf(wanted), { reporter, consent }))
    }),
}

function question(place: Place): string {
  return `Carry this out on ${placeInWords(place)}?`
}

function argumentsOf(typed: Typed): DeployArguments {
  return {
    ...projectArguments(typed),
    ...lockArguments(typed),
    rollback: has(typed, 'rollback'),
    onFailure: textOf(typed, 'onFailure') === 'ROLLBACK' ? 'rollback' : 'keep',
    emptyBuckets: has(typed, 'emptyBuckets'),
  }
}
