import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measure } from './measure.mjs'
import { countRow, timeRow } from './row.mjs'
import { makeTemplate } from './sam.mjs'

const goals = { 10: 3, 1000: 12 }

/** Validating 10 to 10,000 functions beside a Node that does nothing; ten times the functions take at most ten times as long. */
export async function* rows({ program, rounds }) {
  const folder = mkdtempSync(join(tmpdir(), 'fnx-bench-'))
  try {
    const validate = functions => ({
      name: `validate ${functions} functions`,
      command: process.execPath,
      args: [program, 'validate', makeTemplate(folder, functions)],
      cwd: folder,
    })
    const node = { name: 'node -e 0', command: process.execPath, args: ['-e', '0'], cwd: folder }
    const took = new Map()
    for (const functions of [10, 100, 1000, 10_000]) {
      const subject = validate(functions)
      const [ours, peer] = await measure([subject, node], { rounds: functions > 1000 ? 3 : rounds })
      took.set(functions, { ...ours, own: ours.wall - peer.wall })
      const goal = goals[functions]
      yield timeRow({ name: subject.name, ours, peer, peerName: node.name, goal })
    }
    const [thousand, most] = [took.get(1000), took.get(10_000)]
    const each = ({ own }, functions) => own / functions
    yield countRow({
      name: '… per function, of 10,000',
      count: each(most, 10_000),
      unit: 'ms',
      beside: '… of 1,000',
      besideValue: `${each(thousand, 1000).toFixed(2)} ms`,
      most: Number(each(thousand, 1000).toFixed(2)),
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
