import { createInterface } from 'node:readline/promises'
import { FnxError } from '../../model/diagnostic.ts'
import type { Context } from '../command.ts'

/** Asks a yes-or-no question; without a terminal it ends at once and names the flag to set. */
export async function confirm(context: Context, question: string, flag = '--yes'): Promise<boolean> {
  const answer = await ask(context, `${question} [y/N] `, flag)
  return /^y(es)?$/i.test(answer.trim())
}

/** Asks for one of several words. */
export async function choose(
  context: Context,
  question: string,
  { choices, flag }: { readonly choices: readonly string[]; readonly flag: string },
): Promise<string> {
  const lines = choices.map((choice, index) => `  ${index + 1}  ${choice}\n`)
  const answer = (await ask(context, `${question}\n${lines.join('')}> `, flag)).trim()
  return choices[Number(answer) - 1] ?? answer
}

/** Asks for a text; an empty answer is the one proposed. */
export async function request(
  context: Context,
  question: string,
  { proposed, flag }: { readonly proposed: string; readonly flag: string },
): Promise<string> {
  const answer = await ask(context, `${question}${proposed === '' ? '' : ` [${proposed}]`}: `, flag)
  return answer.trim() === '' ? proposed : answer.trim()
}

async function ask({ stdin, stdout, signal }: Context, question: string, flag: string): Promise<string> {
  if (stdin.isTTY !== true || stdout.isTTY !== true)
    throw new FnxError(
      {
        code: 'E0005',
        message: `There is no terminal to ask: ${question.split('\n')[0]?.replace(/ \[.*$/, '') ?? ''}`,
        hint: `Give the answer beforehand with ${flag}.`,
      },
      2,
    )
  const lines = createInterface({ input: stdin, output: stdout })
  lines.once('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  try {
    return await lines.question(question, { signal })
  } catch (error) {
    if (signal.aborted)
      throw new FnxError({ code: 'E0013', message: 'Stopped while asking; nothing was changed.' }, 130)
    throw error
  } finally {
    lines.close()
  }
}
