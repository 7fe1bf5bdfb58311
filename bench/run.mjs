// Prints every row beside its floor or peer of the same run: node bench/run.mjs [NAME...] [--rounds N]
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { rows as buildRows } from './build.mjs'
import { rows as deployRows } from './deploy.mjs'
import { rows as httpRows } from './http.mjs'
import { rows as invokeRows } from './invoke.mjs'
import { rows as packageRows } from './package.mjs'
import { rows as expandRows } from './expand.mjs'
import { line } from './row.mjs'
import { rows as startRows } from './start.mjs'
import { rows as validateRows } from './validate.mjs'

/** The benches: a name for the command line, and what gives the rows. */
const benches = {
  build: buildRows,
  start: startRows,
  validate: validateRows,
  expand: expandRows,
  package: packageRows,
  deploy: deployRows,
  invoke: invokeRows,
  http: httpRows,
}

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '7' } },
  allowPositionals: true,
})
const program = join(dirname(dirname(fileURLToPath(import.meta.url))), 'bin', 'fnx.js')
const names = positionals.length > 0 ? positionals : Object.keys(benches)

console.log(line())
for (const name of names) {
  const bench = benches[name]
  if (bench === undefined)
    throw new Error(`There is no bench ${name}; there are ${Object.keys(benches).join(', ')}.`)
  for await (const row of bench({ program, rounds: Number(values.rounds) })) console.log(line(row))
}
