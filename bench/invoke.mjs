import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measure } from './measure.mjs'
import { timeRow } from './row.mjs'
import { writeHello } from './sam.mjs'

/** A cold local invocation, which starts fnx and the function's own process, beside a Node that does nothing. */
export async function* rows({ program, rounds }) {
  const folder = mkdtempSync(join(tmpdir(), 'fnx-bench-'))
  try {
    writeHello(folder)
    writeFileSync(join(folder, 'event.json'), '{"name":"fnx"}')
    const invoke = {
      name: 'fnx invoke --local, cold',
      command: process.execPath,
      args: [program, 'invoke', 'Hello', '--local', '-e', 'event.json'],
      cwd: folder,
    }
    const node = { name: 'node -e 0', command: process.execPath, args: ['-e', '0'], cwd: folder }
    const [ours, peer] = await measure([invoke, node], { rounds: rounds * 3 })
    yield timeRow({ name: invoke.name, ours, peer, peerName: node.name, goal: 3.2 })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
