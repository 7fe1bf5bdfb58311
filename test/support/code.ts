import { chmodSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { CodeStorage } from '../../src/model/provider.ts'
import type { FunctionSpec } from '../../src/model/stack.ts'

/** Gives a function whose code is a folder beside the template. */
export function functionSpec(given: Partial<FunctionSpec> = {}): FunctionSpec {
  return {
    id: 'Hello',
    name: 'hello',
    provider: 'aws',
    runtime: 'nodejs20.x',
    handler: 'index.handler',
    environment: {},
    timeout: 3,
    memory: 128,
    region: 'eu-west-1',
    account: '000000000000',
    code: { property: ['Code'], path: 'code' },
    ...given,
  }
}

/** Gives how a cloud takes code, with limits that tests can reach. */
export function codeStorage(given: Partial<CodeStorage> = {}): CodeStorage {
  return {
    inlineLimit: 1000,
    zipLimit: 1e9,
    unzippedLimit: 1e9,
    bucketType: 'Test::Bucket',
    bucketProperties: { Encrypted: true },
    objectType: 'Test::Object',
    reference: (bucket, key) => ({ Bucket: bucket, Key: key }),
    ...given,
  }
}

/** Writes files by path; all of them look an hour old, as code that is not being edited does. */
export function writeTree(folder: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
    if (path.startsWith('bin/')) chmodSync(file, 0o755)
    utimesSync(file, new Date(Date.now() - 3_600_000), new Date(Date.now() - 3_600_000))
  }
  return folder
}

/** Gives bytes that do not pack, the same for the same seed. */
export function noise(length: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(length)
  let state = seed
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    bytes[at] = state >>> 24
  }
  return bytes
}
