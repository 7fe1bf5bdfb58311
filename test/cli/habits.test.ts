import { describe, expect, it } from 'vitest'
import { commands } from '../../src/cli/commands/index.ts'
import { foreignOptions, habits } from '../../src/cli/habits.ts'
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

  it.each(
    habits.flatMap(({ words, purpose, command }) => words.map(word => [word, purpose, command] as const)),
  )('fnx %s is answered: to %s: %s', async (word, purpose, command) => {
    const { code, stderr } = await inProcess(word.split(' '), root)
    expect(code).toBe(2)
    expect(stderr.replace(/\n {2}(?=\S)/g, ' ')).toContain(`hint: To ${purpose}: ${command}`)
  })

  it.each(habits.map(({ command }) => command))('lead to what there is: %s', async command => {
    const words = command.split(' ').slice(1)
    const entry = commands.find(({ name }) => `${words.join(' ')} `.startsWith(`${name} `))
    if (entry === undefined) expect(command).toBe('fnx --version')
    const flags = (await entry?.load())?.options.flatMap(option => option.flags.match(/--?[\w-]+/g) ?? [])
    for (const flag of entry === undefined ? [] : words.filter(word => word.startsWith('-')))
      expect(flags).toContain(flag)
  })

  it.each(Object.entries(foreignOptions))('say of %s what is done instead', async (flag, why) => {
    const { code, stderr } = await inProcess(['deploy', flag], root)
    expect(code).toBe(2)
    expect(stderr.replace(/\s+/g, ' ')).toContain(`${flag} means nothing to fnx: ${why}.`)
  })
})
