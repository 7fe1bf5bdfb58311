import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { measure } from './measure.mjs'
import { timeRow } from './row.mjs'

/** Projects by the tool that builds them. */
const projects = {
  npm: {
    runtime: 'nodejs22.x',
    files: { 'package.json': '{"dependencies":{"express":"^4"}}', 'app.js': "require('express')\n" },
  },
  pip: {
    command: 'python3',
    runtime: 'python3.12',
    files: { 'requirements.txt': 'fastapi==0.115.0\n', 'app.py': 'import fastapi\n' },
  },
  go: {
    runtime: 'provided.al2023',
    files: { 'go.mod': 'module example.com/hello\n\ngo 1.19\n', 'main.go': 'package main\n\nfunc main() {}\n' },
  },
}

/** Building a project for the first time, and once more with nothing changed. */
export async function* rows({ program, rounds }) {
  for (const [name, { command = name, runtime, files }] of Object.entries(projects)) {
    if (spawnSync('sh', ['-c', `command -v ${command}`]).status !== 0) continue
    const folder = mkdtempSync(join(tmpdir(), 'fnx-bench-'))
    try {
      for (const [path, text] of Object.entries({ ...prefixed(files), 'template.yaml': template(runtime) })) {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), text)
      }
      yield await compare({ name, folder, program, rounds })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

const prefixed = files => Object.fromEntries(Object.entries(files).map(([path, text]) => [`code/${path}`, text]))

async function compare({ name, folder, program, rounds }) {
  const build = cwd => ({ command: process.execPath, args: [program, 'build'], cwd })
  const untouched = `${folder}-again`
  cpSync(folder, untouched, { recursive: true })
  try {
    const forget = () => rmSync(join(folder, '.fnx'), { recursive: true, force: true })
    const env = { GOCACHE: join(folder, '.fnx', 'go') }
    const first = { name: `fnx build, ${name}`, ...build(folder), before: forget, env }
    const again = { name: `fnx build, ${name}, unchanged`, ...build(untouched) }
    spawnSync(again.command, again.args, { cwd: untouched, stdio: 'ignore' })
    const [one, two] = await measure([first, again], { rounds })
    return timeRow({ name: again.name, ours: two, peer: one, peerName: 'the first time', goal: 0.1 })
  } finally {
    rmSync(untouched, { recursive: true, force: true })
  }
}

function template(runtime) {
  return `Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: code, Handler: app.handler, Runtime: ${runtime}}
`
}
