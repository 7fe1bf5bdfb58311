import type { Outcome } from '../../apply/apply.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Properties } from '../../model/value.ts'
import type { Reporter } from '../../workflows/reporter.ts'
import { exitCodeOf, type Finished } from '../../workflows/stack/outcome.ts'
import { span, table } from './table.ts'

/** Tells how a run ended: what is done, what is not, and the next command. */
export async function tellOutcome(reporter: Omit<Reporter, 'finished'>, finished: Finished): Promise<void> {
  const { key, outcome, verb, next, duration } = finished
  const exitCode = exitCodeOf(outcome)
  await reporter.diagnostics(foundBy(outcome))
  const where = `${key.stack} (${key.stage}, ${key.target})`
  if (exitCode === 0) {
    const none = outcome.done.length === 0 ? 'Nothing to do for' : verb
    reporter.say(`${none} ${where} in ${span(duration)}.`)
    for (const line of outputLines(finished)) reporter.say(line)
  } else {
    reporter.say(`${outcome.interrupted ? 'Stopped' : 'Not finished'}: ${where}, after ${span(duration)}.`)
    for (const line of leftLines(outcome)) reporter.say(line)
    for (const line of ['Next:', ...next.map(command => `  ${command}`)]) reporter.say(line)
  }
  reporter.result({ exitCode, ...resultOf(finished) })
}

/** Lists what went wrong; what met several resources alike is said once, with the places of all. */
function foundBy({ failed }: Outcome): readonly Diagnostic[] {
  const found = new Map<string, Diagnostic>()
  for (const { logicalId, diagnostic } of failed) {
    const key = `${diagnostic.code} ${diagnostic.message}`
    const first = found.get(key)
    found.set(key, first === undefined ? diagnostic : alsoOf(first, logicalId, diagnostic))
  }
  return [...found.values()]
}

function alsoOf(first: Diagnostic, logicalId: string, { location }: Diagnostic): Diagnostic {
  if (location === undefined || location === first.location) return first
  return {
    ...first,
    related: [...(first.related ?? []), { message: `So it is with ${logicalId}.`, location }],
  }
}

function outputLines({ outcome, endpoints }: Finished): readonly string[] {
  const { urls = [], outputs = outcome.outputs, serve } = endpoints ?? {}
  const rows = Object.entries(outputs).map(([name, value]) => [
    `  ${name}`,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
  return [
    ...(rows.length > 0 ? ['Outputs:', ...table(rows)] : []),
    ...(urls.length > 0 ? ['Endpoints:', ...urls.map(({ url }) => `  ${url}`)] : []),
    ...(urls.length > 0 && serve !== undefined ? [`Serve them: ${serve}`] : []),
  ]
}

function leftLines({ done, failed, skipped }: Outcome): readonly string[] {
  const line = (title: string, ids: readonly string[]): readonly string[] =>
    ids.length === 0 ? [] : [`  ${title}: ${ids.join(', ')}`]
  return [
    ...line('done', done),
    ...line('failed', [...new Set(failed.map(({ logicalId }) => logicalId))]),
    ...line('left out', skipped),
  ]
}

function resultOf({ key, outcome, duration, endpoints }: Finished): Properties {
  return {
    stack: key.stack,
    stage: key.stage,
    target: key.target,
    done: outcome.done,
    failed: outcome.failed.map(({ logicalId, diagnostic: { code, message } }) => ({
      logicalId,
      code,
      message,
    })),
    skipped: outcome.skipped,
    outputs: endpoints?.outputs ?? outcome.outputs,
    endpoints: (endpoints?.urls ?? []).map(({ logicalId, url }) => ({ logicalId, url })),
    duration,
  }
}
