import { createInterface, type Interface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { FnxError } from '../../model/diagnostic.ts'
import { similar } from '../../model/similar.ts'
import type { Context } from '../command.ts'
import { fold, widthOf } from './fold.ts'
import { printableLines } from './printable.ts'
import { table } from './table.ts'
import { writeText } from './write.ts'

/** Asks a yes-or-no question; without a terminal it ends at once and names the flag to set. The end of the input is no. */
export async function confirm(context: Context, question: string, flag = '--yes'): Promise<boolean> {
  try {
    const answer = await ask(context, `${fold(`${question} [y/N]`, widthOf(context) - 4)} `, flag)
    return /^y(es)?$/i.test(answer.trim())
  } catch (error) {
    if (!(error instanceof InputEnded)) throw error
    return false
  }
}

/** A word that may be chosen, and what it stands for. */
export interface Choice {
  readonly word: string
  readonly description?: string
}

/** Asks for one of several words, by the word or its number, until one of them is given. */
export async function choose(
  context: Context,
  question: string,
  { choices, flag }: { readonly choices: readonly Choice[]; readonly flag: string },
): Promise<string> {
  const rows = choices.map(({ word, description = '' }, index) => [`  ${index + 1}`, word, description])
  const words = choices.map(({ word }) => word)
  for (let asked = `${question}\n${table(rows).join('\n')}\n> `; ; ) {
    const answer = (await ask(context, asked, flag)).trim()
    const word = words[Number(answer) - 1] ?? words.find(each => each === answer)
    if (word !== undefined) return word
    const meant = similar(answer, words)
    asked = `${answer} is not in the list.${meant === undefined ? '' : ` Did you mean ${meant}?`}\n> `
  }
}

/** How a text is asked for. */
export interface Request {
  readonly proposed: string
  readonly flag: string
  /** Neither what is proposed nor what is typed appears. */
  readonly secret?: boolean
  /** Says what is wrong with an answer, as a sentence; then it is asked again. */
  wrong?(answer: string): string | undefined
}

/** Asks for a text; an empty answer is the one proposed. */
export async function request(
  context: Context,
  question: string,
  { proposed, flag, secret = false, wrong }: Request,
): Promise<string> {
  const shown = proposed === '' ? '' : ` [${secret ? 'as given' : proposed}]`
  for (;;) {
    const typed = (await (secret ? askSecretly : ask)(context, `${question}${shown}: `, flag)).trim()
    const answer = typed === '' ? proposed : typed
    const complaint = wrong?.(answer)
    if (complaint === undefined) return answer
    writeText(context.stdout, `${printableLines(complaint)}\n`)
  }
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

/** What is thrown where the input ends, such as by Ctrl-D, before there is an answer. */
class InputEnded extends FnxError {
  constructor() {
    super({ code: 'E0013', message: 'The input ended while asking; nothing was changed.' })
  }
}

async function answered({ signal, stdout }: Context, lines: Interface, question: string): Promise<string> {
  lines.once('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  const ended = new AbortController()
  lines.once('close', () => ended.abort())
  try {
    return await lines.question(printableLines(question), {
      signal: AbortSignal.any([signal, ended.signal]),
    })
  } catch (error) {
    if (signal.aborted)
      throw new FnxError({ code: 'E0013', message: 'Stopped while asking; nothing was changed.' }, 130)
    // Node gives Ctrl-D the name of an abort, before or after it closes the input.
    if (!(error instanceof Error) || error.name !== 'AbortError') throw error
    writeText(stdout, '\n')
    throw new InputEnded()
  } finally {
    lines.close()
  }
}
