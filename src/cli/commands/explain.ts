import { FnxError } from '../../model/diagnostic.ts'
import type { Command } from '../command.ts'
import { writeText } from '../views/write.ts'

export const explain: Command = {
  name: 'explain',
  summary: 'say what a code means',
  arguments: [{ name: '<code>', description: 'a code such as E3002' }],
  options: [],
  examples: [['fnx explain E3002', 'what an unknown reference is']],
  async run({ stdout }, { args: [code = ''] }) {
    const { entryOf } = await import('../titles.ts')
    const entry = await entryOf(code)
    if (entry === undefined)
      throw new FnxError(
        { code: 'E0001', message: `There is no code ${code}.`, hint: 'Codes look like E3002.' },
        2,
      )
    writeText(stdout, `${code.toUpperCase()}  ${entry.title}\n${entry.why}\n`)
    return 0
  },
}
