import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { python } from './python.mjs'
import { countRow } from './row.mjs'

/** Templates of public repositories beside the checkout, as they were written. */
const folder = join(import.meta.dirname, '../../shared/corpora/sam-raw')
const gnuTime = '/usr/bin/time'

/** Validating hundreds of templates in one process beside the published linter: processor time, for either may wait or share. */
export function* many({ program }) {
  const name = 'validate many templates'
  if (!existsSync(folder) || !existsSync(gnuTime))
    return yield { name, value: '–', beside: 'no templates beside the checkout, or no GNU time' }
  const files = readdirSync(folder)
    .filter(file => file !== 'index.json')
    .map(file => join(folder, file))
  const ours = seconds(process.execPath, [program, 'validate', ...files])
  const peer = python('cfnlint')
  const theirs = peer === undefined ? undefined : seconds(peer, [script, 'cfnlint', ...files])
  yield countRow({
    name: `validate ${files.length} templates`,
    count: ours,
    unit: 's of CPU',
    ...(theirs === undefined
      ? { beside: 'no Python with cfnlint' }
      : { beside: 'cfn-lint', besideValue: `${theirs.toFixed(1)} s`, most: theirs / 10 }),
  })
}

const script = join(import.meta.dirname, 'peers.py')

function seconds(command, args) {
  const options = { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', maxBuffer: 1 << 28 }
  const { stderr } = spawnSync(gnuTime, ['-f', '%U %S', command, ...args], options)
  const [user = 0, system = 0] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number)
  return user + system
}
