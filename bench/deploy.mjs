import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Worker, isMainThread, parentPort } from 'node:worker_threads'
import { build } from 'esbuild'
import { median } from './measure.mjs'
import { timeRow } from './row.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const resources = 1000
const widths = [16, 64]

/** Making 1,000 resources of one call of 50 ms each, journal and all, beside the SDK's client alone at the same width. */
export async function* rows({ rounds }) {
  const folder = mkdtempSync(join(tmpdir(), 'fnx-bench-'))
  const server = new Worker(fileURLToPath(import.meta.url))
  try {
    const endpoint = await new Promise(resolve => server.once('message', resolve))
    const engine = await bundled(folder)
    for (const width of widths)
      yield await compare({ folder, endpoint, engine, width, rounds: Math.max(3, rounds / 2) })
  } finally {
    await server.terminate()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function compare({ folder, endpoint, engine, width, rounds }) {
  const call = sender(engine, endpoint)
  const times = { sdk: [], fnx: [] }
  for (let round = -1; round < rounds; round++) {
    const sdk = await timed(() => alone(call, width))
    const fnx = await timed(() => deployed({ folder, engine, call, width, round }))
    if (round < 0) continue
    times.sdk.push(sdk)
    times.fnx.push(fnx)
  }
  return timeRow({
    name: `deploy ${resources}, ${width} at once`,
    ours: { wall: median(times.fnx) },
    peer: { wall: median(times.sdk) },
    peerName: 'the SDK alone',
    goal: 1.5,
  })
}

const create = (call, name) =>
  call('lambda', 'CreateFunction', {
    FunctionName: name,
    Role: 'arn:aws:iam::000000000000:role/bench',
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Code: { ZipFile: new Uint8Array(200) },
  })

async function alone(call, width) {
  let next = 0
  const one = async () => {
    while (next < resources) await create(call, `Function${next++}`)
  }
  await Promise.all(Array.from({ length: width }, one))
}

/** As the command does: the state opened under its lock, every intent and result journalled, the snapshot written. */
async function deployed({ folder, engine, call, width, round }) {
  const session = await engine.openState({ dir: join(folder, `state-${width}-${round}`), ...owner })
  const resolver = engine.resolver(emptyScope, '00')
  const { value } = engine.plan({
    stack,
    state: session.state,
    live: new Map(),
    types: [type(call)],
    resolver,
  })
  const outcome = await engine.apply(value, {
    ...world(engine),
    session,
    types: [type(call)],
    concurrency: width,
    resolver,
  })
  await session.close()
  if (outcome.done.length !== resources) throw new Error(JSON.stringify(outcome.failed[0]))
}

const type = call => ({
  type: 'Bench::Function',
  replaceOn: [],
  naming: { max: 64, allowed: /[\w-]/ },
  create: async (_client, { name }) => {
    const { FunctionArn } = await create(call, name)
    return { physicalId: name, attributes: { Arn: FunctionArn } }
  },
})

const stack = {
  name: 'bench',
  provider: 'aws',
  outputs: [],
  resources: Object.fromEntries(
    Array.from({ length: resources }, (_, index) => [
      `Function${index}`,
      {
        logicalId: `Function${index}`,
        type: 'Bench::Function',
        properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', MemorySize: 128, Timeout: 3 },
        dependsOn: [],
        deletionPolicy: 'Delete',
        metadata: {},
        origin: ['Resources', `Function${index}`],
      },
    ]),
  ),
}

const emptyScope = { parameters: {}, declared: [], secrets: [], mappings: {}, conditions: {}, pseudo: {} }
const now = () => new Date()
const owner = {
  stack: 'bench',
  stage: 'dev',
  target: 'bench',
  provider: 'aws',
  command: 'deploy',
  user: 'bench',
  host: 'bench',
  pid: process.pid,
  lockTimeout: 0,
  lease: 60_000,
  now,
  emit: () => undefined,
}

const world = engine => ({
  client: {},
  diagnose: engine.diagnose,
  pace: pace(engine),
  settles: 0,
  identity: { stack: 'bench', stage: 'dev' },
  emit: () => undefined,
  signal: new AbortController().signal,
  now,
  artifacts: new Map(),
  newInstance: () => crypto.randomUUID().replaceAll('-', '').slice(0, 10),
  empty: false,
})

const pace = ({ createPace, diagnose }) =>
  createPace({
    diagnose,
    emit: () => undefined,
    signal: new AbortController().signal,
    now,
    wait: ms => new Promise(resolve => setTimeout(resolve, ms)),
    random: Math.random,
  })

function sender(engine, endpoint) {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  return engine.createSend(pace(engine), { region: 'us-east-1', endpoint, credentials, maxAttempts: 1 })
}

async function timed(work) {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** The engine from its sources, since dist/ shows no more than the command line. */
async function bundled(folder) {
  const contents = `
    export { apply } from './src/apply/apply.ts'
    export { createPace } from './src/apply/retry.ts'
    export { plan } from './src/plan/plan.ts'
    export { openState } from './src/state/open-state.ts'
    export { resolver } from './src/template/resolver.ts'
    export { createSend } from './src/providers/aws/client.ts'
    export { diagnose } from './src/providers/aws/diagnose.ts'`
  const outfile = join(folder, 'engine.mjs')
  const banner = { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" }
  await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner,
    logLevel: 'error',
  })
  return import(pathToFileURL(outfile))
}

// The server that answers after 50 ms has a thread of its own, so that its work does not count.
if (!isMainThread) {
  const server = createServer((request, response) => {
    request.resume().on('end', () => setTimeout(() => answer(response), 50))
  })
  server.keepAliveTimeout = 60_000
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(`http://127.0.0.1:${server.address().port}`))
}

function answer(response) {
  response.writeHead(201, { 'content-type': 'application/json' })
  response.end('{"FunctionArn":"arn:aws:lambda:us-east-1:000000000000:function:bench","State":"Active"}')
}
