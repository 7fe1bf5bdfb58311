import { request } from 'node:http'
import { Agent, type AgentOptions } from 'node:https'
import { isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'

type Environment = Readonly<Record<string, string | undefined>>
type Connected = (error: Error | null, socket?: Socket) => void
type Options = AgentOptions & {
  readonly host?: string
  readonly port?: number | string
  readonly servername?: string
}

/** Gives the proxy that a host is to be reached through by HTTPS_PROXY and NO_PROXY, or nothing; this machine needs none. */
export function proxyFor(host: string, environment: Environment): URL | undefined {
  const proxy = read(environment, 'https_proxy')
  if (proxy === '' || isHere(host) || isExcluded(host, read(environment, 'no_proxy'))) return undefined
  const url = proxy.includes('://') ? proxy : `http://${proxy}`
  return URL.canParse(url) ? new URL(url) : undefined
}

/**
 * Makes every connection by TLS of this process follow the variables, whichever SDK opens it: each has agents of its own,
 * and its look-up of credentials has others, but all of them make their sockets by this one method of Node's agent.
 * Nothing is changed where no proxy is set. A tunnel is asked for by CONNECT (RFC 9110, section 9.3.6).
 */
export function followProxy(environment: Environment): void {
  if (read(environment, 'https_proxy') === '' || followed) return
  followed = true
  const agents: { createConnection(options: Options, connected: Connected): Socket | undefined } =
    Agent.prototype as never // Node documents the method of an instance; its types leave out that of the prototype
  const direct = agents.createConnection
  agents.createConnection = function (options, connected) {
    const proxy = proxyFor(options.host ?? '', environment)
    if (proxy === undefined) return direct.call(this, options, connected)
    tunnel(proxy, options, connected)
    return undefined
  }
}

let followed = false

function tunnel(proxy: URL, options: Options, connected: Connected): void {
  const path = `${options.host}:${options.port ?? 443}`
  const asked = request({
    host: proxy.hostname.replace(/^\[|\]$/g, ''),
    port: proxy.port === '' ? 80 : proxy.port,
    method: 'CONNECT',
    path,
    headers: { host: path, ...authorization(proxy) },
    agent: false,
    timeout: 10_000,
  })
  const fail = (why: string): void =>
    connected(Object.assign(new Error(`The proxy ${proxy.host} ${why}`), { code: 'ECONNREFUSED' }))
  asked.once('connect', ({ statusCode }, socket) => {
    if (statusCode === 200) {
      socket.setTimeout(0)
      connected(
        null,
        connectTls({ ...options, socket, servername: options.servername ?? options.host ?? '' }),
      )
      return
    }
    socket.destroy()
    fail(`answered ${statusCode} to CONNECT ${path}`)
  })
  asked.once('response', ({ statusCode }) => fail(`answered ${statusCode} to CONNECT ${path}`))
  asked.once('timeout', () => asked.destroy(new Error('did not answer')))
  asked.once('error', ({ message }) => fail(`cannot be reached: ${message}`))
  asked.end()
}

function authorization({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === '') return {}
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` }
}

/** The names are written in lower case and in upper case; the first counts where both are set, as in curl. */
function read(environment: Environment, name: string): string {
  return (environment[name] ?? environment[name.toUpperCase()] ?? '').trim()
}

function isHere(host: string): boolean {
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '::1' ||
    (isIP(host) === 4 && host.startsWith('127.'))
  )
}

/** `*` is all; a name stands for itself and for what is under it, with or without a dot before it. */
function isExcluded(host: string, list: string): boolean {
  const names = list.split(/[\s,]+/).filter(name => name !== '')
  return names.some(name => {
    const bare = name
      .replace(/^\*?\./, '')
      .replace(/:\d+$/, '')
      .toLowerCase()
    return name === '*' || host === bare || host.toLowerCase().endsWith(`.${bare}`)
  })
}
