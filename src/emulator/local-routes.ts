import type { Served } from './served.ts'

/** A way into the local cloud by HTTP. */
export interface LocalRoute {
  readonly method: string
  readonly path: string
  readonly url: string
  readonly functionId: string
}

/** Gives the routes that are served with an address each; where two APIs have one path, the host tells them apart. */
export function localRoutes({ routes, table }: Served, gatewayUrl: string): readonly LocalRoute[] {
  return routes.map(({ method, path, functionId, api }) => {
    const shared = table.at(path).some(other => other.api !== api)
    const base = new URL(gatewayUrl)
    if (shared) base.hostname = `${api.toLowerCase()}.localhost`
    return { method, path, url: `${base.origin}${path === '$default' ? '/' : path}`, functionId }
  })
}
