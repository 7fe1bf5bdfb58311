import { findLocalCloud } from '../../emulator/presence.ts'
import type { Endpoint, Provider } from '../../model/provider.ts'
import type { Route } from '../../model/stack.ts'
import type { State } from '../../model/state.ts'
import { localTarget, type StackKey } from '../stack/stacks.ts'
import { defaultPorts } from './local-cloud.ts'
import { localFolder } from './local-folder.ts'

/** Where a stack answers, and since when not: what is deployed locally answers while a local cloud runs. */
export interface Endpoints {
  readonly urls: readonly Endpoint[]
  readonly asleep: boolean
}

/** Gives the addresses of a deployed stack; local ones at the local cloud that runs, or at the one that would. */
export async function endpointsOf(
  provider: Provider,
  { key, folder, state }: { readonly key: StackKey; readonly folder: string; readonly state: State },
): Promise<Endpoints> {
  if (key.target !== localTarget) return { urls: provider.endpoints(state.resources), asleep: false }
  const found = await findLocalCloud(localFolder(folder))
  const running = found?.passing ? undefined : found
  const gateway = running?.gatewayUrl ?? `http://127.0.0.1:${defaultPorts.gateway}`
  const urls = provider
    .endpoints(state.resources)
    .map(endpoint => ({ ...endpoint, url: moved(endpoint.url, gateway) }))
  return { urls, asleep: running === undefined }
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

function moved(url: string, gateway: string): string {
  const { pathname } = new URL(url)
  return `${gateway}${pathname === '/' ? '' : pathname}`
}

/** What to do for local endpoints to answer. */
export const wake = 'These answer while fnx local start runs.'
