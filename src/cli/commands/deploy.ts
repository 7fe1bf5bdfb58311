import { deployProject } from '../../workflows/deploy.ts'
import { openProject } from '../../workflows/project/project.ts'
import type { Command, Context, Typed } from '../command.ts'
import { guided } from '../guided.ts'
import {
  has,
  lockOption,
  outputOption,
  targetOptions,
  templateArgument,
  templateOptions,
  wantsJson,
  yesOptions,
} from '../options.ts'
import { reporter } from '../views/reporter.ts'

export const deploy: Command = {
  name: 'deploy',
  summary: 'plan and carry out what the template asks for',
  details:
    'Packages the code, shows what differs from what is deployed, asks, and makes it so by calling the cloud directly. ' +
    'A run that was killed is continued by running the command again.',
  arguments: [templateArgument],
  options: [
    ...templateOptions,
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
  async run(context, typed) {
    const out = reporter(context, wantsJson(typed))
    const wanted = has(typed, 'guided') ? await guided(context, typed) : typed
    try {
      return await deployTo(context, wanted, out)
    } finally {
      out.close()
    }
  },
}

async function deployTo(context: Context, typed: Typed, out: ReturnType<typeof reporter>): Promise<number> {
  const project = await openProject(context, typed, out)
  try {
    return await deployProject(context, typed, { project, reporter: out })
  } finally {
    await project.target.close()
  }
}
