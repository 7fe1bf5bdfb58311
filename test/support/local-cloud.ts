import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from '../../src/emulator/emulator.ts'
import type { LocalEvent } from '../../src/emulator/event.ts'
import type { TemplateApp } from '../../src/emulator/served.ts'
import type { FunctionSpec, LocalApp } from '../../src/model/stack.ts'
import { fakeCloud, fakeSpec } from './fake-wire.ts'

/** What every test that starts function processes needs to know of the machine. */
export const host = {
  bootstraps: join(dirname(fileURLToPath(import.meta.url)), '../../src/emulator/bootstraps'),
  searchPath: process.env.PATH ?? '',
}

/** Makes a folder with files, which is gone after the test. */
export function folderOf(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'fnx-emulator-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

/** Starts a local cloud of the fake cloud on free ports, which is closed after the test. */
export async function localCloud(
  options: Partial<LocalCloudOptions> = {},
): Promise<LocalCloud & { readonly events: readonly LocalEvent[] }> {
  const events: LocalEvent[] = []
  const folder = folderOf()
  const cloud = await startLocalCloud({
    clouds: [fakeCloud()],
    dataDir: join(folder, 'data'),
    workDir: join(folder, 'work'),
    apiPort: 0,
    gatewayPort: 0,
    unpack: async () => {},
    emit: event => events.push(event),
    timers: false,
    ...host,
    ...options,
  })
  onTestFinished(() => cloud.close())
  return Object.assign(cloud, { events })
}

/** Gives a template with one Node function in a folder of its own, on `ANY /hello`. */
export function templateWith(
  source: string,
  parts: { readonly spec?: Partial<FunctionSpec>; readonly app?: Partial<LocalApp> } = {},
): TemplateApp & { readonly folder: string } {
  const folder = folderOf({ 'index.js': source })
  const app: LocalApp = {
    functions: [fakeSpec(parts.spec)],
    routes: [{ method: 'ANY', path: '/hello', functionId: 'Hello', contract: 'fake', api: 'Api' }],
    timers: [],
    unsupported: [],
    ...parts.app,
  }
  return { provider: 'fake', app, folderOf: () => folder, folder }
}

/** A reply of a local cloud. */
export interface Answer {
  readonly status: number
  readonly text: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

/** Sends a request; `fetch` would not let a test choose its Host header. */
export function send(
  url: string,
  options: {
    readonly method?: string
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string
  } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { body, ...rest } = options
    const sent = request(url, { agent: false, ...rest }, response => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', part => {
        text += part
      })
      response.on('error', reject)
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text, headers: response.headers }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Tells whether a process runs; one that has ended and waits to be read is gone. */
export function isRunning(pid: number): boolean {
  try {
    return !execFileSync('ps', ['-o', 'stat=', '-p', String(pid)])
      .toString()
      .includes('Z')
  } catch {
    return false
  }
}
