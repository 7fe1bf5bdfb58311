/** What people of other tools want to do, the words that they type for it, and how that is done here. */
interface Habit {
  /** As in "To delete a stack: fnx remove". */
  readonly purpose: string
  readonly command: string
  /** Commands of SAM, Terraform, wrangler, Serverless, fun, Serverless Devs and scf. */
  readonly words: readonly string[]
}

/** The table; words of two parts are more exact than of one. */
export const habits: readonly Habit[] = [
  {
    purpose: 'delete a stack',
    command: 'fnx remove',
    words: ['destroy', 'delete', 'undeploy', 'down', 'rm', 'del', 'teardown', 'uninstall'],
  },
  {
    purpose: 'see what a deploy would change',
    command: 'fnx plan',
    words: ['diff', 'preview', 'drift', 'refresh', 'changes', 'changeset'],
  },
  {
    purpose: 'deploy',
    command: 'fnx deploy',
    words: [
      'up',
      'apply',
      'publish',
      'sync',
      'push',
      'release',
      'update',
      'deploy function',
      'versions upload',
    ],
  },
  {
    purpose: 'go back to the last good deployment',
    command: 'fnx deploy --rollback',
    words: ['rollback', 'revert'],
  },
  {
    purpose: 'build the zips of the functions',
    command: 'fnx package',
    words: ['pack', 'bundle', 'zip'],
  },
  { purpose: 'build the code of functions and layers', command: 'fnx build', words: ['compile', 'make'] },
  {
    purpose: 'serve the functions here while you edit them',
    command: 'fnx local start',
    words: [
      ...['dev', 'start', 'serve', 'watch', 'offline', 'offline start', 'start-api', 'start-lambda'],
      ...['local start-api', 'local start-lambda', 'local dev', 'local serve', 'local up', 'local run'],
    ],
  },
  {
    purpose: 'run a function here',
    command: 'fnx invoke NAME --local',
    words: ['local invoke', 'local call', 'invoke local', 'run', 'exec', 'test'],
  },
  {
    purpose: 'run a function that is deployed',
    command: 'fnx invoke NAME',
    words: ['call', 'trigger', 'remote invoke', 'remote call'],
  },
  {
    purpose: 'see what is deployed',
    command: 'fnx status',
    words: [
      ...['list', 'ls', 'info', 'show', 'output', 'outputs', 'state', 'describe', 'inspect', 'deployments'],
      ...['list endpoints', 'list resources', 'list stack-outputs', 'deploy list', 'state list'],
    ],
  },
  { purpose: 'check a template', command: 'fnx validate', words: ['lint', 'check', 'verify'] },
  { purpose: 'read logs', command: 'fnx logs --tail', words: ['tail', 'log', 'traces'] },
  {
    purpose: 'make a new project',
    command: 'fnx init',
    words: ['new', 'create', 'generate', 'template', 'scaffold'],
  },
  {
    purpose: 'see a template as its cloud gets it',
    command: 'fnx expand',
    words: ['synth', 'transform', 'render', 'translate', 'print'],
  },
  { purpose: 'release a lock', command: 'fnx unlock', words: ['force-unlock'] },
  {
    purpose: 'run a function with an event',
    command: 'fnx invoke NAME --local -e event.json',
    words: ['local generate-event', 'generate-event', 'event', 'remote test-event'],
  },
  { purpose: 'print the version', command: 'fnx --version', words: ['version'] },
  {
    purpose: 'choose credentials',
    command: 'fnx deploy --profile NAME',
    words: ['config', 'configure', 'login', 'logout', 'whoami', 'auth', 'config add', 'profile'],
  },
]

const tools: ReadonlySet<string> = new Set(
  'sam terraform tofu wrangler serverless sls fun s scf cdk pulumi fnx'.split(' '),
)

/**
 * Gives what to type for the words of another tool, or nothing for words that none has. More words are more exact, and
 * the tool's own name may come first.
 * @example habitOf(['fun', 'local', 'invoke'])?.command // 'fnx invoke NAME --local'
 */
export function habitOf(typed: readonly string[]): Pick<Habit, 'purpose' | 'command'> | undefined {
  const [first = '', ...rest] = typed
  const words = tools.has(first) && rest.length > 0 ? rest : typed
  for (const length of [2, 1]) {
    const phrase = words.slice(0, length).join(' ')
    const found = habits.find(habit => habit.words.includes(phrase))
    if (found !== undefined) return found
  }
  return undefined
}

/** The words after the name of another tool, or nothing where the first word is none. */
export function afterTool([first = '', ...rest]: readonly string[]): readonly string[] | undefined {
  return tools.has(first) ? rest : undefined
}

/** Options of SAM for what fnx does not have: uploads, containers and CloudFormation's own roles and sets. */
export const foreignOptions: Readonly<Record<string, string>> = {
  ...alike('code goes straight to the functions, or into a bucket of the stack', [
    '--s3-bucket',
    '--s3-prefix',
    '--kms-key-id',
  ]),
  ...alike('container images are not deployed', [
    '--image-repository',
    '--image-repositories',
    '--resolve-image-repos',
  ]),
  ...alike('no container is used', [
    '--use-container',
    '--docker-network',
    '--docker-volume-basedir',
    '--container-host',
    '--container-host-interface',
    '--container-env-var',
    '--container-env-var-file',
    '--skip-pull-image',
    '--force-image-build',
    '--invoke-image',
    '--build-image',
    '--mount-with',
    '--mount-symlinks',
    '--add-host',
    '--shutdown',
  ]),
  ...alike('it builds in folders of its own below .fnx', [
    '--build-dir',
    '--base-dir',
    '--cache-dir',
    '--build-in-source',
    '--layer-cache-basedir',
  ]),
  ...alike('a debugger is attached with: fnx invoke NAME --local --debug-port 9229', [
    '--debug-port',
    '--debug-args',
    '--debugger-path',
    '--debug-function',
  ]),
  ...alike('it waits by itself for what the cloud is doing', ['--poll-delay', '--max-wait-duration']),
  '--force-upload': 'code is sent where it differs',
  '--role-arn': 'fnx calls the cloud with your own credentials',
  '--notification-arns': 'there is no stack of CloudFormation that could notify',
  '--metadata': 'there are no artifacts to describe',
  '--signing-profiles': 'code is not signed',
  '--express': 'each resource is made by a call of its own already',
  '--save-params': 'settings are saved by fnx deploy --guided',
  '--beta-features': 'nothing is hidden behind a switch',
  '--hook-name': 'it reads templates, and no other tool is asked for one',
  '--exclude': 'it builds what the template names',
  '--manifest': 'the manifest lies beside the code',
  '--ssl-cert-file': 'the local cloud listens on this machine alone',
  '--ssl-key-file': 'the local cloud listens on this machine alone',
  '--warm-containers': 'no container is used, and functions stay warm',
  '--disable-authorizer': 'no authorizers are run here',
  '--use-json': 'templates are not rewritten',
  '--include-traces': 'fnx reads no traces',
  '--cw-log-group': 'fnx reads the logs of functions, and -n names them',
}

function alike(why: string, flags: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(flags.map(flag => [flag, why]))
}
