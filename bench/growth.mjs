import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measure } from './measure.mjs'
import { python } from './python.mjs'
import { countRow, timeRow } from './row.mjs'
import { makeTemplate } from './sam.mjs'

const sizes = [10, 100, 1000, 10_000]

/**
 * What a command does with templates of 10 to 10,000 functions beside a Node that does nothing, and beside a published
 * tool on the same template where Python has it; then what each function takes, which must not grow with their number.
 * @param {{ verb: string, args: readonly string[], goals: Record<number, number>, tool: { name: string, module: string, most: number } }} what
 */
export async function* growth({ verb, args, goals, tool }, { program, rounds }) {
  const folder = mkdtempSync(join(tmpdir(), 'fnx-bench-'))
  const node = { name: 'node -e 0', command: process.execPath, args: ['-e', '0'], cwd: folder }
  const peer = python(tool.module)
  const took = new Map()
  try {
    if (peer === undefined) yield absent(tool)
    for (const functions of sizes) {
      const file = makeTemplate(folder, functions)
      const name = `${verb} ${functions} functions`
      const subject = { name, command: process.execPath, args: [program, verb, file, ...args], cwd: folder }
      const [ours, bare] = await measure([subject, node], { rounds: functions > 1000 ? 3 : rounds })
      took.set(functions, { time: ours.wall - bare.wall, memory: ours.memory - bare.memory })
      yield timeRow({ name, ours, peer: bare, peerName: node.name, goal: goals[functions] })
      if (peer === undefined || functions > tool.most) continue
      const other = { name: tool.name, command: peer, args: [script, tool.module, file], cwd: folder }
      // A tool that takes minutes is not run seven times.
      const [again, theirs] = await measure([subject, other], { rounds: functions > 100 ? 1 : 3 })
      yield timeRow({ name: '…', ours: again, peer: theirs, peerName: tool.name, goal: 1 })
    }
    yield* each(took)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const script = join(import.meta.dirname, 'peers.py')

function absent({ name, module }) {
  const hint = `no Python with ${module}`
  return { name: `${name} is absent`, value: '–', beside: hint }
}

function* each(took) {
  const [thousand, most] = [took.get(1000), took.get(10_000)]
  for (const [what, unit, factor] of [
    ['time', 'ms', 1],
    ['memory', 'KB', 1024],
  ]) {
    const before = Number(((thousand[what] * factor) / 1000).toFixed(2))
    if (Number.isNaN(before)) continue
    yield countRow({
      name: `… ${what} each, of 10,000`,
      count: (most[what] * factor) / 10_000,
      unit,
      beside: '… of 1,000',
      besideValue: `${before.toFixed(2)} ${unit}`,
      most: before,
    })
  }
}
