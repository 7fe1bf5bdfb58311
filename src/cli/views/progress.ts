import type { RunEvent } from '../../model/event.ts'
import type { StepCall } from '../../model/state.ts'
import type { Context } from '../command.ts'
import { cut, foldAll, visible, widthOf } from './fold.ts'
import { styleOf } from './style.ts'
import { span } from './table.ts'
import { writeControl, writeText } from './write.ts'

/** Shows a run as it happens; `close` clears what was only for the moment. */
export interface Progress {
  event(event: RunEvent): void
  close(): void
}

const doing: Readonly<Record<StepCall, string>> = {
  create: 'creating',
  update: 'updating',
  delete: 'deleting',
}
const done: Readonly<Record<StepCall, string>> = { create: 'created', update: 'updated', delete: 'deleted' }

interface Running {
  readonly label: string
  readonly since: number
  told: number
}

/**
 * Shows one line per finished resource. On a terminal the running ones stand below with their time;
 * elsewhere a plain line says every ten seconds what is still running.
 */
export function progress(context: Context): Progress {
  const { stdout } = context
  const style = styleOf(context)
  // Lines of another stream would come between what is drawn and what clears it.
  const live = stdout.isTTY === true && context.environment.TERM !== 'dumb' && context.trace === undefined
  const running = new Map<string, Running>()
  const columns = widthOf(context)
  let drawn = 0
  const clear = (): void => {
    if (drawn > 0) writeControl(context, `\u001b[${drawn}A\u001b[J`)
    drawn = 0
  }
  const draw = (): void => {
    if (!live) return
    clear()
    for (const { label, since } of [...running.values()].slice(0, 8)) {
      // A line that wraps would be two, and only one of them is cleared.
      writeText(stdout, `${style.dim(cut(`  … ${label}  ${span(Date.now() - since)}`, columns))}\n`)
      drawn++
    }
  }
  const say = (line: string): void => {
    clear()
    writeText(stdout, `${line}\n`)
    draw()
  }
  const remind = (): void => {
    for (const entry of running.values())
      if (Date.now() - entry.told >= 10_000) {
        entry.told = Date.now()
        writeText(stdout, `  still ${entry.label}  ${span(Date.now() - entry.since)}\n`)
      }
  }
  const timer = setInterval(live ? draw : remind, live ? 100 : 1000).unref()
  return {
    event: event => {
      note(event, running)
      const line = lineOf(event, { style, columns })
      if (line !== undefined) say(foldAll(line, columns))
    },
    close: () => {
      clearInterval(timer)
      clear()
    },
  }
}

function note(event: RunEvent, running: Map<string, Running>): void {
  if (event.type === 'step-started') {
    const now = Date.now()
    running.set(`${event.call} ${event.logicalId}`, {
      label: `${doing[event.call]} ${event.logicalId}`,
      since: now,
      told: now,
    })
  } else if (event.type === 'build-started') {
    const now = Date.now()
    running.set(`build ${event.unit}`, {
      label: `building ${event.unit} (${event.method})`,
      since: now,
      told: now,
    })
  } else if (event.type === 'build-done' || event.type === 'build-failed')
    running.delete(`build ${event.unit}`)
  else if (event.type === 'step-done' || event.type === 'step-failed')
    running.delete(`${event.call} ${event.logicalId}`)
  else if (event.type === 'step-skipped')
    for (const call of Object.keys(doing)) running.delete(`${call} ${event.logicalId}`)
}

interface Telling {
  readonly style: ReturnType<typeof styleOf>
  readonly columns: number
}

/** Where a terminal is too narrow for all, the type is left out: the plan above has it. */
function doneLine(
  { logicalId, resourceType, duration, forgotten, call }: Extract<RunEvent, { type: 'step-done' }>,
  { style, columns }: Telling,
): string {
  const head = `  ${style.green('✔')} ${forgotten ? 'let go' : done[call]} ${logicalId}`
  const whole = `${head}  ${style.dim(`${resourceType}  ${span(duration)}`)}`
  return visible(whole) <= columns ? whole : `${head}  ${style.dim(span(duration))}`
}

function lineOf(event: RunEvent, { style, columns }: Telling): string | undefined {
  switch (event.type) {
    case 'step-done':
      return doneLine(event, { style, columns })
    case 'step-failed':
      return `  ${style.red('✘')} ${doing[event.call]} ${event.logicalId} failed: ${event.diagnostic.message}`
    case 'step-skipped':
      return `  ${style.yellow('-')} left out ${event.logicalId}: ${event.because}`
    case 'build-done':
      return `  ${style.green('✔')} built ${event.unit}  ${style.dim(`${event.method}${event.used === undefined ? '' : `, with ${event.used}`}  ${span(event.duration)}`)}`
    case 'build-failed':
      return `  ${style.red('✘')} building ${event.unit} failed${event.output === '' ? '' : `:\n${event.output.trimEnd()}`}`
    case 'retry':
      return event.wait < 1000
        ? undefined
        : style.dim(
            `  waiting ${span(event.wait)}${event.logicalId === undefined ? '' : ` for ${event.logicalId}`}: ${event.reason}`,
          )
    case 'recovered':
      return `  ${event.found ? 'found' : 'found nothing of'} ${event.logicalId}, which an earlier run left unfinished`
    case 'waiting-for-lock':
      return `Waiting for ${event.holder}, who works on this stack.`
    case 'phase':
      return style.bold(event.name)
    default:
      return undefined
  }
}
