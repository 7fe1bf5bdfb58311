import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { laid } from '../support/diagnosed.ts'
import { cleanEnvironment, projectFrom, root } from '../support/fnx.ts'
import { lacks, runs } from '../support/needs.ts'
import { type Screen, screenOf } from '../support/screen.ts'

const none = lacks('a pseudo-terminal of Python', runs('python3', '-c', 'import pty'))

interface Shown {
  readonly cwd: string
  readonly args: readonly string[]
  readonly answers?: readonly string[]
  readonly columns: number
}

/** Runs the program on a terminal of some width and gives what stands there in the end. */
function shown({ cwd, args, answers = [], columns }: Shown): Promise<Screen> {
  const script = join(root, 'test', 'support', 'terminal.py')
  const command = [process.execPath, join(root, 'bin', 'fnx.js'), ...args]
  const child = spawn('python3', [script, answers.join('|'), ...command], {
    cwd,
    env: { ...cleanEnvironment(cwd), TERM: 'xterm', SCREEN_COLUMNS: String(columns) },
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 60_000,
  })
  const chunks: Buffer[] = []
  child.stdout.on('data', chunk => chunks.push(chunk))
  return new Promise(resolve =>
    child.on('close', () => resolve(screenOf(Buffer.concat(chunks).toString(), columns))),
  )
}

/** Leaves out what differs from run to run: times, ports, random letters, hashes, and which of two things was done first. */
function steady({ lines }: Screen): string {
  const text = lines
    .map(line =>
      line
        .replace(/\b\d+(\.\d+)?m?s\b/g, '0ms')
        .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:00000')
        .replace(/\(code [0-9a-f]{12}\)/g, '(code 000000000000)')
        .replace(/(app-dev-\w+)-[a-z0-9]{8}\b/g, '$1-xxxxxxxx')
        .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '00000000-0000-0000-0000-000000000000'),
    )
    .filter(line => !/W9003|W9001/.test(line))
  return `${sortedSteps(text).join('\n')}\n`
}

function sortedSteps(lines: readonly string[]): readonly string[] {
  const isStep = (line = ''): boolean => line.startsWith('  ✔ ')
  const first = lines.findIndex(isStep)
  if (first < 0) return lines
  const count = lines.slice(first).findIndex(line => !isStep(line))
  return [
    ...lines.slice(0, first),
    ...lines.slice(first, first + count).sort(),
    ...lines.slice(first + count),
  ]
}

const broken = `Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: app.handler
      Runtime: nodejs22
      Environment: {Variables: {A_NAME_THAT_IS_RATHER_LONG: !Ref TheTableThatNobodyMade, ANOTHER_NAME: "a value that makes this line long"}}
      Timout: 3
`

/** A command, in the project where it is run. */
type Case = () => Omit<Shown, 'columns'>

const template = () => projectFrom(join(root, 'templates', 'aws-nodejs'))

const cases: Readonly<Record<string, Case>> = {
  deploy: () => ({ cwd: template(), args: ['deploy', '--local'], answers: ['y'] }),
  guided: () => ({
    cwd: template(),
    args: ['deploy', '--local', '--guided'],
    answers: ['shop', '', '', 'n'],
  }),
  'local-start': () => ({
    cwd: template(),
    args: ['local', 'start', '--port', '0', '--api-port', '0'],
    answers: ['\u0003'],
  }),
  findings: () => ({
    cwd: laid({ 'template.yaml': broken, 'app.js': '' }),
    args: ['validate'],
  }),
  usage: () => ({ cwd: laid(), args: ['deploy', '--role-arn', 'arn:aws:iam::123456789012:role/deployer'] }),
  'nothing-deployed': () => ({ cwd: template(), args: ['logs', '--local', '--tail'] }),
}

describe.skipIf(none)('on a terminal', () => {
  const widths = Object.entries(cases).flatMap(([name, make]) =>
    [80, 120].map(columns => [name, columns, make] as const),
  )

  it.each(widths)('%s fits %i columns', async (name, columns, make) => {
    const screen = await shown({ ...make(), columns })
    expect(screen.overflowing).toEqual([])
    await expect(steady(screen)).toMatchFileSnapshot(`../fixtures/screens/${name}.${columns}.txt`)
  })
})
