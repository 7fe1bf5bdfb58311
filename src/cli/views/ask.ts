import { createInterface, type Interface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { FnxError } from '../../model/diagnostic.ts'
import type { Context } from '../command.ts'
import { printableLines } from './printable.ts'
import { writeText } from './write.ts'

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

/** How a text is asked for. */
export interface Request {
  readonly proposed: string
  readonly flag: string
  /** Neither what is proposed nor what is typed appears. */
  readonly secret?: boolean
}

/** Asks for a text; an empty answer is the one proposed. */
export async function request(
  context: Context,
  question: string,
  { proposed, flag, secret = false }: Request,
): Promise<string> {
  const shown = proposed === '' ? '' : ` [${secret ? 'as given' : proposed}]`
  const answer = await (secret ? askSecretly : ask)(context, `${question}${shown}: `, flag)
  return answer.trim() === '' ? proposed : answer.trim()
}

async function ask(context: Context, question: string, flag: string): Promise<string> {
  demandTerminal(context, question, flag)
  return answered(context, createInterface({ input: context.stdin, output: context.stdout }), question)
}

/** The question stands on the screen, and what is typed goes nowhere. */
async function askSecretly(context: Context, question: string, flag: string): Promise<string> {
  demandTerminal(context, question, flag)
  const nowhere = new Writable({ write: (_chunk, _encoding, next) => next() })
  const lines = createInterface({ input: context.stdin, output: nowhere, terminal: true })
  writeText(context.stdout, question)
  try {
    return await answered(context, lines, '')
  } finally {
    writeText(context.stdout, '\n')
  }
}

function demandTerminal({ stdin, stdout }: Context, question: string, flag: string): void {
  if (stdin.isTTY !== true || stdout.isTTY !== true)
    throw new FnxError(
      {
        code: 'E0005',
        message: `There is no terminal to ask: ${question.split('\n')[0]?.replace(/ \[.*$/, '') ?? ''}`,
        hint: `Give the answer beforehand with ${flag}.`,
      },
      2,
    )
}

async function answered({ signal }: Context, lines: Interface, question: string): Promise<string> {
  lines.once('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  try {
    return await lines.question(printableLines(question), { signal })
  } catch (error) {
    if (signal.aborted)
      throw new FnxError({ code: 'E0013', message: 'Stopped while asking; nothing was changed.' }, 130)
    throw error
  } finally {
    lines.close()
  }
}
