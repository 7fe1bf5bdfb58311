import { isIP } from 'node:net'

/**
 * Tells whether a Host header names this machine: an address, `localhost` or a name under it.
 * A page whose own name was made to point here (DNS rebinding) has neither.
 */
export function isLocalHost(host: string | undefined): boolean {
  const name = nameOf(host)
  return name === 'localhost' || name.endsWith('.localhost') || isIP(name) !== 0
}

/** Gives the first label of a host under localhost, such as `abc123` of `abc123.localhost:3000`. */
export function labelOf(host: string | undefined): string | undefined {
  const name = nameOf(host)
  return name.endsWith('.localhost') ? name.slice(0, name.indexOf('.')) : undefined
}

/** Tells whether an Origin header, if there is one, belongs to a page of this machine. */
export function isLocalOrigin(origin: string | undefined): boolean {
  if (origin === undefined) return true
  try {
    const { hostname, protocol } = new URL(origin)
    if (protocol !== 'http:' && protocol !== 'https:') return false
    return hostname === 'localhost' || hostname.endsWith('.localhost') || isLoopback(hostname)
  } catch {
    return false
  }
}

function isLoopback(hostname: string): boolean {
  return hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'))
}

function nameOf(host: string | undefined): string {
  if (host === undefined) return ''
  const bracket = /^\[([^\]]*)\](?::\d+)?$/.exec(host)
  if (bracket !== null) return bracket[1] ?? ''
  return host.replace(/:\d+$/, '').toLowerCase()
}
