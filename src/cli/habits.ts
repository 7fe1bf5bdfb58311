/** What people of other tools want to do, the words that they type for it, and how that is done here. */
interface Habit {
  /** As in "To delete a stack: fnx remove". */
  readonly purpose: string
  readonly command: string
  /** Commands of SAM, Terraform, wrangler, Serverless, fun, Serverless Devs and scf. */
  readonly words: readonly string[]
}

const habits: readonly Habit[] = [
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
  '--s3-bucket': 'code goes straight to the functions, or into a bucket of the stack',
  '--s3-prefix': 'code goes straight to the functions, or into a bucket of the stack',
  '--kms-key-id': 'code goes straight to the functions, or into a bucket of the stack',
  '--force-upload': 'code is sent where it differs',
  '--role-arn': 'fnx calls the cloud with your own credentials',
  '--notification-arns': 'there is no stack of CloudFormation that could notify',
  '--metadata': 'there are no artifacts to describe',
  '--image-repository': 'container images are not deployed',
  '--image-repositories': 'container images are not deployed',
  '--resolve-image-repos': 'container images are not deployed',
  '--signing-profiles': 'code is not signed',
  '--use-container': 'no container is used',
  '--docker-network': 'no container is used',
  '--disable-authorizer': 'no authorizers are run here',
  '--warm-containers': 'no container is used, and functions stay warm',
  '--container-host': 'no container is used',
  '--skip-pull-image': 'no container is used',
  '--use-json': 'templates are not rewritten',
  '--include-traces': 'fnx reads no traces',
  '--cw-log-group': 'fnx reads the logs of functions, and -n names them',
}
