import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { laid, project } from '../support/diagnosed.ts'
import { cleanEnvironment, fnx, root } from '../support/fnx.ts'
import { lacks, runs } from '../support/needs.ts'
import { lay } from '../support/running.ts'

/** Scripts that print what a shell offers for a command line, one word a line. */
const shells: Readonly<Record<string, (line: string) => readonly string[]>> = {
  bash: line => [
    'bash',
    '--norc',
    '-c',
    `source <(fnx completion bash)
    COMP_WORDS=(${line.replace(/ $/, " ''")}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _fnx
    [ \${#COMPREPLY[@]} = 0 ] && compgen -f -- "\${COMP_WORDS[COMP_CWORD]}"
    printf '%s\\n' "\${COMPREPLY[@]}"`,
  ],
  zsh: line => [
    'zsh',
    '-f',
    '-c',
    `autoload -Uz compinit && compinit -u -d $HOME/dump
    source <(fnx completion zsh)
    _describe() { print -l -- "\${(@)\${(@P)2}%%:*}" }
    _files() { print -l -- * }
    words=(${line.replace(/ $/, " ''")}); CURRENT=$#words; _fnx`,
  ],
  fish: line => ['fish', '-N', '-c', `fnx completion fish | source; complete -C '${line}'`],
}

/** What a user types, and some of what is offered, in every shell. */
const cases: readonly (readonly [line: string, offered: readonly string[], not: string])[] = [
  ['fnx ', ['deploy', 'local', 'init'], '--stage'],
  ['fnx dep', ['deploy'], 'local'],
  ['fnx local ', ['start'], 'deploy'],
  ['fnx deploy --st', ['--stack-name', '--stage'], '--local'],
  ['fnx deploy -', ['-y', '--yes', '--local', '--help'], 'deploy'],
  ['fnx validate --format ', ['text', 'json', 'sarif', 'github'], '--fix'],
  ['fnx validate --format s', ['sarif'], 'json'],
  ['fnx init --template aws-', ['aws-nodejs', 'aws-python'], 'aliyun-nodejs'],
  ['fnx completion ', ['bash', 'zsh', 'fish'], '--help'],
  ['fnx invoke ', ['Hello'], 'template.yaml'],
  ['fnx logs H', ['Hello'], 'deploy'],
  ['fnx deploy --stage ', ['dev'], 'app'],
  ['fnx remove --stack-name ', ['app'], 'dev'],
  ['fnx explain E000', ['E0001', 'E0005'], 'W9001'],
  ['fnx validate ', ['template.yaml', 'my file.yaml'], 'deploy'],
]

describe.each(Object.entries(shells))('completion in %s', (shell, command) => {
  const none = lacks(shell, runs(shell, '-c', 'true'))
  const home = mkdtempSync(join(tmpdir(), 'fnx-completion-'))
  const [cwd, bin] = [join(home, 'app'), join(home, 'bin')]
  let env: Record<string, string> = {}

  afterAll(() => rmSync(home, { recursive: true, force: true }))
  beforeAll(async () => {
    mkdirSync(cwd)
    lay(cwd, { ...project, 'my file.yaml': 'a: 1\n' })
    mkdirSync(bin)
    const link = join(bin, 'fnx')
    symlinkSync(join(root, 'bin', 'fnx.js'), link)
    env = { ...cleanEnvironment(home), PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, TERM: 'xterm' }
    const { code, stderr } = await fnx(['deploy', '--local', '--yes', '--stack-name', 'app'], { cwd })
    expect(code, stderr).toBe(0)
  })

  it.skipIf(none).each(cases)('%s', (line, offered, not) => {
    const [program = '', ...args] = command(line)
    const { stdout, stderr } = spawnSync(program, args, { cwd, env, encoding: 'utf8' })
    const words = stdout.split('\n').map(each => each.split('\t')[0]?.replaceAll('\\', ''))
    expect(words, stderr).toEqual(expect.arrayContaining([...offered]))
    expect(words).not.toContain(not)
  })
})

it('completion for good works in zsh from a file of fpath, at the first Tab', {
  timeout: 60_000,
}, async () => {
  if (lacks('zsh', runs('zsh', '-c', 'true'))) return
  const cwd = laid(project)
  const { stdout } = await fnx(['completion', 'zsh'], { cwd })
  writeFileSync(join(cwd, '_fnx'), stdout)
  const script = `fpath=(${cwd} $fpath); autoload -Uz compinit && compinit -u -d $HOME/dump
  _describe() { print -l -- "\${(@)\${(@P)2}%%:*}" }
  fnx() { print 'deploy\\tdoes' }
  words=(fnx ''); CURRENT=2; \${_comps[fnx]}`
  const ended = spawnSync('zsh', ['-f', '-c', script], {
    cwd,
    env: { ...cleanEnvironment(cwd) },
    encoding: 'utf8',
  })
  expect(ended.stdout, ended.stderr).toContain('deploy')
})
