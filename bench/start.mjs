import { tmpdir } from 'node:os'
import { measure } from './measure.mjs'
import { timeRow } from './row.mjs'

/** Starting: what answers from prepared texts, beside a Node that does nothing. */
export async function* rows({ program, rounds }) {
  const node = (name, ...args) => ({ name, command: process.execPath, args, cwd: tmpdir() })
  const subjects = [
    node('node -e 0', '-e', '0'),
    node('fnx --version', program, '--version'),
    node('fnx --help', program, '--help'),
  ]
  const [bare, version, help] = await measure(subjects, { rounds: rounds * 3 })
  yield timeRow({ name: 'fnx --version', ours: version, peer: bare, peerName: 'node -e 0', goal: 1.25 })
  yield timeRow({ name: 'fnx --help', ours: help, peer: bare, peerName: 'node -e 0', goal: 1.7 })
}
