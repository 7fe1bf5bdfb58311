import type { Command, Entry } from '../command.ts'
import { debugOption } from '../options.ts'

const entries: readonly Entry[] = [
  {
    name: 'init',
    summary: 'make a new project from a template',
    load: async () => (await import('./init.ts')).init,
  },
  {
    name: 'validate',
    summary: 'check templates, offline and without an account',
    load: async () => (await import('./validate.ts')).validate,
  },
  {
    name: 'expand',
    summary: 'print a template with its transforms applied',
    load: async () => (await import('./expand.ts')).expand,
  },
  {
    name: 'build',
    summary: 'build the code of functions and layers, and package nothing',
    load: async () => (await import('./build.ts')).build,
  },
  {
    name: 'package',
    summary: "build the zips of a template's functions, and upload nothing",
    load: async () => (await import('./package.ts')).packageCommand,
  },
  {
    name: 'plan',
    summary: 'show what a deploy would change, and change nothing',
    load: async () => (await import('./plan.ts')).plan,
  },
  {
    name: 'deploy',
    summary: 'plan and carry out what the template asks for',
    load: async () => (await import('./deploy.ts')).deploy,
  },
  {
    name: 'remove',
    summary: 'delete what was deployed',
    load: async () => (await import('./remove.ts')).remove,
  },
  {
    name: 'status',
    summary: 'show what is deployed: resources, outputs, endpoints',
    load: async () => (await import('./status.ts')).status,
  },
  {
    name: 'invoke',
    summary: 'run a function, deployed or from source',
    load: async () => (await import('./invoke.ts')).invoke,
  },
  {
    name: 'logs',
    summary: 'print what deployed functions wrote',
    load: async () => (await import('./logs.ts')).logs,
  },
  {
    name: 'local start',
    summary: "run the local cloud: the clouds' APIs and the HTTP triggers",
    load: async () => (await import('./local-start.ts')).localStart,
  },
  {
    name: 'recover',
    summary: 'read a stack whose state is gone back from its cloud',
    load: async () => (await import('./recover.ts')).recover,
  },
  {
    name: 'unlock',
    summary: 'release the lock of a run that will not come back',
    load: async () => (await import('./unlock.ts')).unlock,
  },
  {
    name: 'explain',
    summary: 'say what a code means, or what fnx does with a resource type',
    load: async () => (await import('./explain.ts')).explain,
  },
  {
    name: 'completion',
    summary: 'print a completion script for your shell',
    load: async () => (await import('./completion.ts')).completion(commands),
  },
]

/** The commands, in the order of the help. */
export const commands: readonly Entry[] = entries.map(entry => ({
  ...entry,
  load: async () => withDebug(await entry.load()),
}))

function withDebug(command: Command): Command {
  return { ...command, options: [...command.options, debugOption] }
}
