import { describe, expect, it } from 'vitest'
import { commands } from '../../src/cli/commands/index.ts'
import { foreignOptions, habitOf } from '../../src/cli/habits.ts'
import { root } from '../support/fnx.ts'
import { inProcess } from '../support/in-process.ts'

describe('words of other tools', () => {
  it.each([
    ['destroy', 'To delete a stack: fnx remove'],
    ['delete', 'To delete a stack: fnx remove'],
    ['diff', 'To see what a deploy would change: fnx plan'],
    ['sync', 'To deploy: fnx deploy'],
    ['dev', 'To serve the functions here while you edit them: fnx local start'],
    ['version', 'To print the version: fnx --version'],
    ['list resources', 'To see what is deployed: fnx status'],
    ['local invoke Hello', 'To run a function here: fnx invoke NAME --local'],
    ['local start-api', 'To serve the functions here while you edit them: fnx local start'],
    ['local start-lambda', 'To serve the functions here while you edit them: fnx local start'],
    ['fun deploy', 'Type: fnx deploy'],
    ['sam local start-api', 'To serve the functions here while you edit them: fnx local start'],
    ['terraform destroy', 'To delete a stack: fnx remove'],
    ['dep', 'Did you mean deploy? Run: fnx --help'],
    ['validte', 'Did you mean validate? Run: fnx --help'],
    ['local strat', 'Did you mean local start? Run: fnx --help'],
    ['xyzzy', 'Run: fnx --help'],
  ])('fnx %s: %s', async (line, hint) => {
    const { code, stderr } = await inProcess(line.split(' '), root)
    expect(code).toBe(2)
    expect(stderr).toContain(`There is no command ${line.split(' ').slice(0, 2).join(' ')}.`)
    expect(stderr.replace(/\n {2}(?=\S)/g, ' ')).toContain(`hint: ${hint}`)
  })

  it('lead to commands that there are', () => {
    const names = commands.map(({ name }) => name)
    const purposes = [
      'destroy',
      'diff',
      'up',
      'rollback',
      'dev',
      'run',
      'call',
      'ls',
      'lint',
      'tail',
      'new',
      'synth',
    ]
    for (const word of purposes) {
      const words = habitOf([word])?.command.split(' ').slice(1) ?? []
      expect(
        names.some(name => words.join(' ').startsWith(name)),
        word,
      ).toBe(true)
    }
  })

  it.each(Object.entries(foreignOptions))('say of %s what is done instead', async (flag, why) => {
    const { code, stderr } = await inProcess(['deploy', flag], root)
    expect(code).toBe(2)
    expect(stderr.replace(/\s+/g, ' ')).toContain(`${flag} means nothing to fnx: ${why}.`)
  })
})
