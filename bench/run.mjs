// Prints every row beside its floor or peer of the same run: node bench/run.mjs [NAME...] [--rounds N]
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { rows as packageRows } from './package.mjs'
import { rows as startRows } from './start.mjs'

/** The benches: a name for the command line, and what gives the rows. */
const benches = {
  start: startRows,
  package: packageRows,
}

const { values, positionals } = parseArgs({ options: { rounds: { type: 'string', default: '7' } }, allowPositionals: true })
const program = join(dirname(dirname(fileURLToPath(import.meta.url))), 'bin', 'fnx.js')
const names = positionals.length > 0 ? positionals : Object.keys(benches)

console.log(line(['', 'ms', 'beside', 'ms', 'ratio', 'goal', 'peak MB', '']))
for (const name of names) {
  const bench = benches[name]
  if (bench === undefined) throw new Error(`There is no bench ${name}; there are ${Object.keys(benches).join(', ')}.`)
  for (const row of await bench({ program, rounds: Number(values.rounds) })) console.log(line(cells(row)))
}

function cells({ name, ours, peer, peerName, goal, memoryGoal }) {
  const ratio = peer === undefined ? undefined : ours.wall / peer.wall
  const missed = [
    ratio !== undefined && ratio > goal ? `over by ${(ratio - goal).toFixed(2)}` : '',
    memoryGoal !== undefined && ours.memory > memoryGoal ? `over ${memoryGoal} MB` : '',
  ].filter(text => text !== '')
  return [
    name,
    ours.wall.toFixed(0),
    peerName,
    peer?.wall.toFixed(0) ?? '',
    ratio?.toFixed(2) ?? '',
    `≤ ${goal}`,
    ours.memory?.toFixed(0) ?? '',
    missed.join(', ') || 'met',
  ]
}

function line(texts) {
  const widths = [24, 6, 22, 6, 6, 6, 8, 0]
  const left = new Set([0, 2, 7])
  return texts.map((text, at) => (left.has(at) ? text.padEnd(widths[at]) : text.padStart(widths[at]))).join('  ').trimEnd()
}
