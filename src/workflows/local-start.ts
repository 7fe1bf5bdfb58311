import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { LocalCloud, LocalCloudOptions } from '../emulator/emulator.ts'
import type { LocalEvent } from '../emulator/event.ts'
import { FnxError } from '../model/diagnostic.ts'
import type { WorkflowContext } from './context.ts'
import { templateFile } from './project/files.ts'
import { type SourceArguments, sourceApp } from './project/source-app.ts'
import type { Reporter } from './reporter.ts'
import { defaultPorts, localOptions, startToStay } from './target/local-cloud.ts'
import { localFolder } from './target/local-folder.ts'

/**
 * What the local cloud runs, and where it listens. Without a template named it runs what is deployed to it, and while
 * nothing is, the template of the folder that we are in.
 */
export interface LocalStartArguments extends SourceArguments {
  readonly apiPort?: number | undefined
  readonly gatewayPort?: number | undefined
  /** The address to listen on. */
  readonly host?: string | undefined
  /** Off: running functions go on with the code that they began with. */
  readonly watch?: boolean | undefined
  /** A folder whose files are served where no route answers. */
  readonly staticFolder?: string | undefined
  /** Forget what is deployed first. */
  readonly reset: boolean
}

/** Those who are told of a local cloud. */
export interface LocalStartInput {
  readonly reporter: Reporter
  emit(event: LocalEvent): void
  /** Hears that it listens. */
  onStart(local: LocalCloud): void
}

/** Runs the local cloud until the signal. */
export async function runLocalCloud(
  context: WorkflowContext,
  args: LocalStartArguments,
  input: LocalStartInput,
): Promise<void> {
  const local = await startToStay(context, await settings(context, args, input), input.reporter.say)
  try {
    if (args.reset) await fetch(`${local.apiUrl}/_fnx/reset`, { method: 'POST' })
    input.onStart(local)
    await untilStopped(context)
  } finally {
    await local.close()
  }
}

async function settings(
  context: WorkflowContext,
  args: LocalStartArguments,
  { reporter, emit }: LocalStartInput,
): Promise<LocalCloudOptions> {
  const { template, host, apiPort = defaultPorts.api, gatewayPort = defaultPorts.gateway } = args
  const named = template !== undefined
  const found = await templateFile(context, template).catch(error => {
    if (named) throw error
    return undefined
  })
  const folder = named && found !== undefined ? found.folder : context.cwd
  return {
    ...(await localOptions(context, localFolder(folder))),
    apiPort,
    gatewayPort,
    emit,
    ...(host !== undefined && { host }),
    watch: args.watch ?? true,
    ...(args.staticFolder !== undefined && { staticFolder: await folderNamed(context, args.staticFolder) }),
    ...(found !== undefined && { template: () => sourceApp(context, args, reporter), givesWay: !named }),
  }
}

async function folderNamed({ cwd }: WorkflowContext, named: string): Promise<string> {
  const folder = resolve(cwd, named)
  const found = await stat(folder).catch(() => undefined)
  if (found?.isDirectory()) return folder
  throw new FnxError(
    {
      code: 'E0002',
      message: `There is no folder ${named}.`,
      hint: 'Name the folder of the files to serve: --static-dir public',
    },
    2,
  )
}

function untilStopped({ signal }: WorkflowContext): Promise<void> {
  return new Promise(resolve => {
    const alive = setInterval(() => undefined, 60_000)
    const end = (): void => {
      clearInterval(alive)
      resolve()
    }
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })
}
