import { type IncomingMessage, request as plainly } from 'node:http'
import { request as securely } from 'node:https'
import { type Properties, text } from '../../model/value.ts'
import type { Answer, Call, Reach } from './call.ts'
import { signatureOf } from './protocols/signing-sls.ts'

/** Gives what sends a call to the log service: its SDK cannot be told another address, since the project stands in the host. */
export function slsSenderOf(reach: Reach): (call: Call) => Promise<Answer> {
  return async call => {
    const { project, logstore, ...rest } = call.input
    if (call.action !== 'GetLogs')
      throw new Error(`SLS has no operation ${call.action}. This is a bug in fnx.`)
    const query = { type: 'log', ...texts(rest) }
    const path = `/logstores/${encodeURIComponent(text(logstore) ?? '')}`
    const host = `${text(project) ?? ''}.${reach.region}.log.aliyuncs.com`
    const headers = await headersFor({ path, query }, reach)
    const answer = await exchanged(
      new URL(`${path}?${new URLSearchParams(query)}`, reach.endpoint ?? `https://${host}`),
      {
        ...headers,
        host,
      },
    )
    if (answer.status < 300) return answer
    throw refused(answer)
  }
}

interface Told extends Answer {
  readonly status: number
}

async function headersFor(
  { path, query }: { readonly path: string; readonly query: Readonly<Record<string, string>> },
  { credential }: Reach,
): Promise<Readonly<Record<string, string>>> {
  const { accessKeyId = '', accessKeySecret = '', securityToken } = await credential.getCredential()
  const headers = {
    date: new Date().toUTCString(),
    'x-log-apiversion': '0.6.0',
    'x-log-bodyrawsize': '0',
    'x-log-signaturemethod': 'hmac-sha256',
    ...(securityToken ? { 'x-acs-security-token': securityToken } : {}),
  }
  const signature = signatureOf({ method: 'GET', path, query, headers }, accessKeySecret)
  return { ...headers, authorization: `LOG ${accessKeyId}:${signature}` }
}

/** Sends a request to an address, whatever host it names, and gives up after a minute of silence. */
function exchanged(url: URL, headers: Readonly<Record<string, string>>): Promise<Told> {
  const send = url.protocol === 'http:' ? plainly : securely
  return new Promise((resolve, reject) => {
    const sent = send(url, { headers, timeout: 60_000 }, answer => told(answer).then(resolve, reject))
    sent.on('timeout', () => sent.destroy(new Error('Timeout: the log service was silent for a minute.')))
    sent.on('error', reject).end()
  })
}

async function told(answer: IncomingMessage): Promise<Told> {
  const parts: Buffer[] = []
  for await (const part of answer) parts.push(part)
  const headers = Object.entries(answer.headers).map(([name, value]) => [name, String(value)])
  return { status: answer.statusCode ?? 0, headers: Object.fromEntries(headers), body: Buffer.concat(parts) }
}

/** Makes the error that the SDKs of other services would throw. */
function refused({ status, headers, body }: Told): Error {
  const { errorCode, errorMessage } = JSON.parse(Buffer.from(body).toString()) as Properties // JSON, or a SyntaxError
  const told = { code: text(errorCode) ?? '', statusCode: status, requestId: headers['x-log-requestid'] }
  return Object.assign(new Error(text(errorMessage) ?? ''), told)
}

function texts(members: Properties): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, text(value) ?? '']))
}
