import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { median } from './measure.mjs'
import { countRow } from './row.mjs'
import { writeHello } from './sam.mjs'

const here = dirname(fileURLToPath(import.meta.url))

/** Warm HTTP through the gateway beside a bare `node:http`, the load from a process of its own; then memory under a hundred clients. */
export async function* rows({ program, rounds }) {
  const folder = mkdtempSync(join(tmpdir(), 'fnx-bench-'))
  writeHello(folder)
  const local = await startLocal(program, folder)
  const bare = await startBare()
  try {
    const url = `${local.gatewayUrl}/hello`
    await load(url, 8, 3)
    const ours = []
    const floor = []
    for (let round = 0; round < Math.max(3, rounds / 2); round++) {
      ours.push((await load(url, 1, 2)).perSecond)
      floor.push((await load(bare.url, 1, 2)).perSecond)
    }
    const beside = { beside: 'bare node:http', besideValue: `${median(floor).toFixed(0)} /s` }
    yield countRow({ name: 'warm HTTP, 1 client', count: median(ours), unit: '/s', ...beside, least: 3000 })
    yield* crowd(url, local.child.pid)
  } finally {
    await Promise.all([stop(local.child), stop(bare.child)])
    rmSync(folder, { recursive: true, force: true })
  }
}

/** After the first third of the time memory stays where it is. */
async function* crowd(url, pid) {
  const samples = []
  const timer = setInterval(() => samples.push(residentOf(pid)), 500)
  const { perSecond, p99, failed } = await load(url, 100, 30)
  clearInterval(timer)
  if (failed > 0) throw new Error(`${failed} requests of a hundred clients were not answered with 200.`)
  const beside = { beside: '… its 99th percentile', besideValue: `${p99.toFixed(0)} ms` }
  yield countRow({ name: 'warm HTTP, 100 clients', count: perSecond, unit: '/s', ...beside })
  const third = Math.floor(samples.length / 3)
  const [early, late] = [samples.slice(third, 2 * third), samples.slice(-third)].map(median)
  yield countRow({
    name: '… memory at the end',
    count: late,
    unit: 'MB',
    beside: '… in the middle',
    besideValue: `${early.toFixed(0)} MB`,
    most: Math.round(early * 1.1),
    memory: Math.max(...samples),
  })
}

async function startLocal(program, folder) {
  const args = [
    program,
    'local',
    'start',
    'template.yaml',
    '--port',
    '0',
    '--api-port',
    '0',
    '--output',
    'json',
  ]
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const text of createInterface({ input: child.stdout })) {
    const { type, gatewayUrl } = JSON.parse(text)
    if (type !== 'result') continue
    child.stdout.resume()
    return { child, gatewayUrl }
  }
  throw new Error('fnx local start ended before it listened.')
}

async function startBare() {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), 'serve'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [url] = await new Promise(resolve =>
    child.stdout.once('data', data => resolve([String(data).trim()])),
  )
  return { child, url }
}

async function load(url, clients, seconds) {
  const { stdout } = await promisify(execFile)(process.execPath, [
    join(here, 'load.mjs'),
    url,
    String(clients),
    String(seconds),
  ])
  return JSON.parse(stdout)
}

function residentOf(pid) {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) / 1024
}

function stop(child) {
  return new Promise(resolve => {
    child.once('exit', resolve)
    child.kill('SIGTERM')
  })
}

// Started by startBare() as a process of its own.
if (process.argv[2] === 'serve') {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end('{"ok":true}')
  })
  server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/`))
}
