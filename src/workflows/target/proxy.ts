import { type ClientRequest, Agent as PlainAgent, request } from 'node:http'
import { Agent, type AgentOptions } from 'node:https'
import { isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { FnxError } from '../../model/diagnostic.ts'

type Environment = Readonly<Record<string, string | undefined>>
type Connected = (error: Error | null, socket?: Socket) => void
type Options = AgentOptions & {
  readonly host?: string
  readonly port?: number | string
  readonly servername?: string
}

/**
 * Gives the proxy that a host is to be reached through by HTTPS_PROXY, or HTTP_PROXY for calls without TLS, and NO_PROXY, or
 * nothing; this machine needs none.
 */
export function proxyFor(host: string, environment: Environment, scheme: Scheme = 'https'): URL | undefined {
  const proxy = read(environment, `${scheme}_proxy`)
  if (proxy === '' || isHere(host) || isExcluded(host, read(environment, 'no_proxy'))) return undefined
  const url = proxy.includes('://') ? proxy : `http://${proxy}`
  return URL.canParse(url) ? new URL(url) : undefined
}

type Scheme = 'http' | 'https'

/**
 * Makes every connection of this process follow the variables, whichever SDK opens it: each has agents of its own, and its
 * look-up of credentials has others, but all of them go through one method of Node's agents. Nothing is changed where no
 * proxy is set.
 */
export function followProxy(environment: Environment): void {
  if (followed) return
  for (const scheme of ['https', 'http'] as const) checkProxy(scheme, environment)
  followed = true
  if (read(environment, 'https_proxy') !== '') tunnelSecured(environment)
  if (read(environment, 'http_proxy') !== '') forwardPlain(environment)
}

/** What cannot be followed is said: who sets a proxy may not be let out without. Its value may hold a password. */
function checkProxy(scheme: Scheme, environment: Environment): void {
  const proxy = read(environment, `${scheme}_proxy`)
  const url = proxy.includes('://') ? proxy : `http://${proxy}`
  if (proxy === '' || (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) return
  throw new FnxError(
    {
      code: 'E0001',
      message: `${scheme.toUpperCase()}_PROXY does not hold the address of an HTTP proxy.`,
      hint: 'Write it as http://proxy.example.com:3128, or take the variable away.',
    },
    2,
  )
}

/** What goes by TLS goes through a tunnel, which is asked for by CONNECT (RFC 9110, section 9.3.6). */
function tunnelSecured(environment: Environment): void {
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

/** What goes without TLS is asked of the proxy, by the whole address (RFC 9112, section 3.2.2). */
function forwardPlain(environment: Environment): void {
  const agents: { addRequest(request: ClientRequest, options: Options, ...rest: unknown[]): void } =
    PlainAgent.prototype as never // as above
  const direct = agents.addRequest
  agents.addRequest = function (asked, options, ...rest) {
    const isPlain = !(this instanceof Agent) && asked.method !== 'CONNECT'
    const proxy = isPlain ? proxyFor(options.host ?? '', environment, 'http') : undefined
    if (proxy === undefined) return direct.call(this, asked, options, ...rest)
    const host = isIP(options.host ?? '') === 6 ? `[${options.host}]` : options.host
    asked.path = `http://${host}:${options.port ?? 80}${asked.path}`
    for (const [name, value] of Object.entries(authorization(proxy))) asked.setHeader(name, value)
    return direct.call(this, asked, { ...options, ...addressOf(proxy) }, ...rest)
  }
}

function addressOf({ hostname, port }: URL) {
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? 80 : Number(port) }
}

function tunnel(proxy: URL, options: Options, connected: Connected): void {
  const path = `${options.host}:${options.port ?? 443}`
  const asked = request({
    ...addressOf(proxy),
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

/** What tells a machine its own credentials is asked by it alone. */
const metadata = ['100.100.100.200', 'metadata.tencentyun.com', 'fd00:ec2::254']

function isHere(host: string): boolean {
  return (
    metadata.includes(host) ||
    (isIP(host) === 4 && host.startsWith('169.254.')) ||
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
