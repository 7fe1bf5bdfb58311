import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measure } from './measure.mjs'
import { timeRow } from './row.mjs'
import { makeTree } from './tree.mjs'

const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  Big:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: code/
      Handler: index.handler
      Runtime: nodejs22.x
`

/** Packaging 117 MB in 10,000 files beside `zip -6`, and once more with nothing changed beside the first time. */
export async function* rows({ program, rounds }) {
  const folder = mkdtempSync(join(tmpdir(), 'fnx-bench-'))
  try {
    makeTree(join(folder, 'code'))
    writeFileSync(join(folder, 'template.yaml'), template)
    // Files that were made within the last two seconds are read again, as they may still be changing.
    await new Promise(resolve => setTimeout(resolve, 2500))
    yield* await compare({ folder, program, rounds })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function compare({ folder, program, rounds }) {
  const archive = join(folder, 'peer.zip')
  const forget = () => rmSync(join(folder, '.fnx'), { recursive: true, force: true })
  const fnx = { command: process.execPath, args: [program, 'package'], cwd: folder }
  const zip = {
    name: 'zip -6',
    command: 'zip',
    args: ['-6', '-q', '-r', archive, '.'],
    cwd: join(folder, 'code'),
  }
  const first = { name: 'fnx package', ...fnx, before: forget }
  const again = { name: 'fnx package, unchanged', ...fnx }
  if (spawnSync('zip', ['-v'], { stdio: 'ignore' }).status !== 0) {
    const [ours] = await measure([first], { rounds })
    return [timeRow({ name: first.name, ours, peerName: 'zip is not installed', goal: 0.6, memoryGoal: 250 })]
  }
  const removed = { ...zip, before: () => rmSync(archive, { force: true }) }
  const [one, two, peer] = await measure([first, again, removed], { rounds })
  return [
    timeRow({ name: first.name, ours: one, peer, peerName: zip.name, goal: 0.6, memoryGoal: 250 }),
    timeRow({ name: again.name, ours: two, peer: one, peerName: first.name, goal: 0.15 }),
  ]
}
