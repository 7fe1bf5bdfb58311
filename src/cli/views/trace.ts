import type { TracedCall } from '../../workflows/context.ts'
import type { Context, Typed } from '../command.ts'
import { wantsJson } from '../options.ts'
import { printable } from './printable.ts'
import { styleOf } from './style.ts'
import { span } from './table.ts'
import { writeJson, writeText } from './write.ts'

/** Gives a context that tells of each call to a cloud on the error stream, where `--output json` asks for it as JSON. */
export function traced(context: Context, typed: Typed, version: string): Context {
  const { stderr, now } = context
  const style = styleOf(context, 'stderr')
  const line = (text: string): void => writeText(stderr, `${style.dim(`debug  ${printable(text)}`)}\n`)
  const json = (value: object): void => writeJson(stderr, { at: now().toISOString(), ...value })
  const asJson = wantsJson(typed)
  const about = { fnx: version, node: process.versions.node, system: `${process.platform} ${process.arch}` }
  if (asJson) json({ type: 'debug', ...about })
  else line(`fnx ${about.fnx}, Node ${about.node}, ${about.system}`)
  return { ...context, trace: call => (asJson ? json({ type: 'call', ...call }) : line(inWords(call))) }
}

function inWords({ service, operation, status, duration, attempts, requestId, error }: TracedCall): string {
  return [
    `${service} ${operation}`,
    status ?? 'no answer',
    span(duration),
    ...(attempts === 1 ? [] : [`${attempts} attempts`]),
    ...(requestId === undefined ? [] : [`request ${requestId}`]),
    ...(error === undefined ? [] : [error]),
  ].join('  ')
}
