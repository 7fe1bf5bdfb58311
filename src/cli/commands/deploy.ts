import type { Place } from '../../model/event.ts'
import { type DeployArguments, deployProject } from '../../workflows/deploy.ts'
import { planProject } from '../../workflows/plan.ts'
import type { Reporter } from '../../workflows/reporter.ts'
import { lockArguments, projectArguments } from '../arguments.ts'
import type { Command, Context, Typed } from '../command.ts'
import { guided } from '../guided.ts'
import {
  alwaysOptions,
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
      description: 'after a failure: DO_NOTHING (default) keeps what is done, ROLLBACK (or DELETE) goes back',
      choices: ['DO_NOTHING', 'ROLLBACK', 'DELETE'],
    },
    { flags: '--empty-buckets', description: 'allow to delete the objects of buckets that go' },
    lockOption,
    outputOption,
    {
      flags: '--capabilities <names...>',
      description: 'not needed; taken for the sake of other tools',
      hidden: true,
    },
    { flags: '--disable-rollback', description: 'the same as --on-failure DO_NOTHING', hidden: true },
    { flags: '--no-disable-rollback', description: 'the same as --on-failure ROLLBACK', hidden: true },
    { flags: '--no-execute-changeset', description: 'the same as fnx plan', hidden: true },
    { flags: '--fail-on-empty-changeset', description: 'end with 1 when nothing changed', hidden: true },
    { flags: '--no-fail-on-empty-changeset', description: 'always so', hidden: true },
    { flags: '--confirm-changeset', description: 'always so', hidden: true },
    ...alwaysOptions,
    { flags: '--resolve-s3', description: 'always so', hidden: true },
    { flags: '--no-progressbar', description: 'nothing spins without a terminal', hidden: true },
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
      if (typed.options.executeChangeset === false) return showPlan(context, wanted, reporter)
      const consent = consentOf(context, wanted, question)
      const run = await deployProject(context, argumentsOf(wanted), { reporter, consent })
      const unchanged = run?.outcome.done.length === 0 && has(typed, 'failOnEmptyChangeset')
      return runEnd(reporter, run) || Number(unchanged)
    }),
}

function question(place: Place): string {
  return `Deploy these changes to ${placeInWords(place)}?`
}

/** To delete what a first deploy made is to go back to nothing. */
function goesBack(typed: Typed): boolean {
  const said = textOf(typed, 'onFailure')
  return said === undefined ? typed.options.disableRollback === false : said !== 'DO_NOTHING'
}

async function showPlan(context: Context, typed: Typed, reporter: Reporter): Promise<number> {
  const { steps } = await planProject(context, projectArguments(typed), reporter)
  reporter.result({ exitCode: 0, changes: steps.length })
  return 0
}

function argumentsOf(typed: Typed): DeployArguments {
  return {
    ...projectArguments(typed),
    ...lockArguments(typed),
    rollback: has(typed, 'rollback'),
    onFailure: goesBack(typed) ? 'rollback' : 'keep',
    emptyBuckets: has(typed, 'emptyBuckets'),
  }
}
