import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { laid, project, sam } from '../support/diagnosed.ts'
import { cleanEnvironment, root } from '../support/fnx.ts'
import { lacks, runs } from '../support/needs.ts'

const asking = sam.replace(
  'Resources:',
  'Parameters:\n  Size: {Type: Number, Default: 128}\n  Password: {Type: String, NoEcho: true}\nResources:',
)

/** Runs the program in a pseudo-terminal and answers its questions one by one. */
function onTerminal(cwd: string, answers: readonly string[], args: readonly string[]) {
  const script = join(root, 'test', 'support', 'terminal.py')
  const command = [process.execPath, join(root, 'bin', 'fnx.js'), ...args]
  const child = spawn('python3', [script, answers.join('|'), ...command], {
    cwd,
    env: { ...cleanEnvironment(cwd), TERM: 'xterm' },
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 60_000,
  })
  let screen = ''
  child.stdout.on('data', chunk => {
    screen += chunk
  })
  return new Promise<{ readonly code: number | null; readonly screen: string }>(resolve =>
    child.on('close', code => resolve({ code, screen })),
  )
}

const none = lacks('a pseudo-terminal of Python', runs('python3', '-c', 'import pty'))

describe.skipIf(none)('on a terminal', () => {
  it('--guided asks, saves the answers but no secret, and deploys', async () => {
    const cwd = laid({ ...project, 'template.yaml': asking })
    const answers = ['9shop', 'shop', '', 'many', '256', 'hunter2', '', 'y']
    const { code, screen } = await onTerminal(cwd, answers, ['deploy', '--local', '--guided'])
    expect(code, screen).toBe(0)
    expect(screen).toContain('Deployed shop (dev, local)')
    expect(screen).not.toContain('hunter2')
    expect(screen).toContain('"9shop" cannot be the name of a stack.')
    expect(screen).toContain('The value is not a number.')
    const saved = readFileSync(join(cwd, 'samconfig.toml'), 'utf8')
    expect(saved).toContain('stack_name = "shop"')
    expect(saved).toContain('256')
    expect(saved).not.toContain('hunter2')
  })

  it('--guided proposes the region that the profile names', async () => {
    const cwd = laid({ ...project, '.aws/config': '[default]\nregion = eu-north-1\n' })
    const { code, screen } = await onTerminal(cwd, ['shop', '', '', ''], ['deploy', '--guided'])
    expect(screen).toContain('eu-north-1')
    expect(readFileSync(join(cwd, 'samconfig.toml'), 'utf8')).toContain('region = "eu-north-1"')
    // There are no keys to go on with.
    expect(code, screen).toBe(1)
  })

  it('deploy asks for consent, and changes nothing without', async () => {
    const cwd = laid(project)
    const { code, screen } = await onTerminal(cwd, ['n'], ['deploy', '--local', '--stack-name', 'app'])
    expect(code, screen).toBe(1)
    expect(screen).toContain('Deploy these changes to stack app (dev) on the local cloud (aws)')
    expect(screen).toContain('Nothing was changed.')
    expect(existsSync(join(cwd, '.fnx/state/aws.local/dev/app/good.json'))).toBe(false)
  })

  it('takes Ctrl-D for a no, at every question', async () => {
    const cwd = laid({ ...project, 'template.yaml': asking })
    const end = '\u0004'
    const consent = await onTerminal(laid(project), [end], ['deploy', '--local'])
    expect(consent.code, consent.screen).toBe(1)
    expect(consent.screen).toContain('Nothing was changed.')
    for (const args of [['deploy', '--local', '--guided'], ['init']]) {
      const { code, screen } = await onTerminal(cwd, [end], args)
      expect(code, screen).toBe(1)
      expect(screen).toContain('The input ended while asking; nothing was changed.')
      expect(screen).not.toContain('bug')
    }
    expect(existsSync(join(cwd, 'samconfig.toml'))).toBe(false)
  })

  it('init describes the templates, and asks again for one that there is not', async () => {
    const { code, screen } = await onTerminal(laid({}), ['aws-nodjs', '5'], ['init', 'app'])
    expect(code, screen).toBe(0)
    expect(screen).toContain('aws-python      AWS, Python: a REST API, a timer and a bucket')
    expect(screen).toContain('aws-nodjs is not in the list. Did you mean aws-nodejs?')
    expect(screen).toContain('Made app from aws-typescript')
  })

  it('shows what was done, in colour', async () => {
    const args = ['deploy', '--local', '--yes', '--stack-name', 'app']
    const { code, screen } = await onTerminal(laid(project), [], args)
    expect(code, screen).toBe(0)
    expect(screen).toContain('\u001b[32m✔\u001b[39m created HelloRole')
  })
})
