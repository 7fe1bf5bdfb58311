import { relative } from 'node:path'
import { findLocalCloud } from '../../emulator/presence.ts'
import type { Endpoint, Provider } from '../../model/provider.ts'
import type { Route } from '../../model/stack.ts'
import type { State } from '../../model/state.ts'
import type { Properties } from '../../model/value.ts'
import { readLastGoodDeployment } from '../../state/last-good-deployment.ts'
import type { WorkflowContext } from '../context.ts'
import { quoted } from '../stack/command-line.ts'
import { type Deployed, localTarget, regionAndAccount, stateFolder } from '../stack/stacks.ts'
import { defaultPorts } from './local-cloud.ts'
import { localFolder } from './local-folder.ts'

/** Where a stack answers. */
export interface Endpoints {
  readonly urls: readonly Endpoint[]
  /** What its outputs are, with addresses that answer. */
  readonly outputs: Properties
  /** The command that serves them, where nothing does now. */
  readonly serve?: string
}

/** Gives the addresses of a deployed stack; local ones at the local cloud that runs, or at the one that would. */
export async function endpointsOf(
  context: WorkflowContext,
  provider: Provider,
  { key, folder, state }: Deployed,
): Promise<Endpoints> {
  const { outputs, resources } = state
  if (key.target !== localTarget) return { urls: provider.endpoints(resources), outputs }
  const found = await findLocalCloud(localFolder(folder))
  const running = found?.passing ? undefined : found
  const gateway = running?.gatewayUrl ?? `http://127.0.0.1:${defaultPorts.gateway}`
  return {
    urls: routeEndpoints(await routesOf(provider, { key, folder, state }), gateway),
    outputs: localOutputs(provider, state, { outputs, gateway }),
    ...(running === undefined && { serve: serveCommand(context, folder) }),
  }
}

/** The routes of what was deployed last; where that is not known, none. */
async function routesOf(provider: Provider, { key, folder }: Deployed): Promise<readonly Route[]> {
  const good = await readLastGoodDeployment(stateFolder(folder, key), key).catch(() => undefined)
  if (good === undefined) return []
  const { region = '', account = '' } = regionAndAccount(key.target)
  const world = { region, account, partition: '', stackName: key.stack, stage: key.stage }
  return provider.local(good.stack, world, value => value).routes
}

/** Gives the addresses that routes have at a local cloud; a path with parameters is none that can be opened. */
export function routeEndpoints(routes: readonly Route[], gateway: string): readonly Endpoint[] {
  const paths = routes.filter(({ path }) => !path.includes('{'))
  const urls = paths.map(({ functionId, path }) => ({
    logicalId: functionId,
    url: `${gateway}${path === '$default' ? '/' : path}`,
  }))
  return [...new Map(urls.map(endpoint => [endpoint.url, endpoint])).values()]
}

/** Gives outputs with the gateway of the local cloud where a template builds the address that its cloud would give. */
export function localOutputs(
  provider: Provider,
  { resources }: Pick<State, 'resources'>,
  { outputs, gateway }: { readonly outputs: Properties; readonly gateway: string },
): Properties {
  const labels = new Set(
    provider
      .endpoints(resources)
      .flatMap(({ logicalId, url }) => [
        resources[logicalId]?.physicalId,
        new URL(url).hostname.split('.')[0],
      ]),
  )
  const address = /https:\/\/([\w-]+)\.[\w.-]+/g
  const moved = (text: string): string =>
    text.replace(address, (whole, label) => (labels.has(label) ? gateway : whole))
  return Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => [name, typeof value === 'string' ? moved(value) : value]),
  )
}

/** The command that serves what a folder has on the local cloud. */
export function serveCommand({ cwd }: WorkflowContext, folder: string): string {
  const place = relative(cwd, folder)
  return place === '' ? 'fnx local start' : `cd ${quoted(place)} && fnx local start`
}
