import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

/** How code is run without fnx: by the client of Lambda's Runtime API that the owner of its language publishes. */
export interface OfficialClient {
  readonly command: readonly [file: string, ...args: readonly string[]]
  /** Programs with arguments that must run here, or their paths. */
  readonly needs: readonly [file: string, ...args: readonly string[]]
}

/** Gives the client for a runtime; what is compiled has its own in it. */
export function officialClient(runtime: string, handler: string): OfficialClient | undefined {
  if (runtime.startsWith('python'))
    return {
      command: ['python3', '-m', 'awslambdaric', handler],
      needs: ['python3', '-c', 'import awslambdaric'],
    }
  if (runtime.startsWith('nodejs'))
    return {
      command: ['aws-lambda-ric', handler],
      needs: ['sh', '-c', 'command -v aws-lambda-ric'],
    }
  if (runtime.startsWith('provided')) return { command: ['./bootstrap'], needs: ['true'] }
  return undefined
}

/** Sends one event to code in a folder, and gives what comes back and how: `response`, or `error`. */
export async function officialAnswer(folder: string, client: OfficialClient, handler: string) {
  const { server, address, answer } = await runtimeApi()
  const [file, ...args] = client.command
  const child = spawn(file.startsWith('./') ? join(folder, file) : file, args, {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      PATH: process.env.PATH ?? '',
      AWS_LAMBDA_RUNTIME_API: address,
      AWS_LAMBDA_FUNCTION_NAME: 'hello',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/hello',
      AWS_LAMBDA_LOG_STREAM_NAME: 'stream',
      AWS_REGION: 'us-east-1',
      LAMBDA_TASK_ROOT: folder,
      _HANDLER: handler,
    },
  })
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject)
    child.once('exit', code => reject(new Error(`${file} ended with ${code} before it answered.`)))
  })
  try {
    return await Promise.race([answer, ended])
  } finally {
    ended.catch(() => undefined)
    if (child.pid !== undefined) killGroup(child.pid)
    server.closeAllConnections()
    server.close()
  }
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // it has ended
  }
}

/** A Runtime API that has one event; https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html */
async function runtimeApi() {
  let answered: (answer: { readonly way: string; readonly body: string }) => void
  const answer = new Promise<{ readonly way: string; readonly body: string }>(resolve => {
    answered = resolve
  })
  let asked = false
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', part => {
      body += part
    })
    request.on('end', () => {
      const way = request.url?.split('/').at(-1) ?? ''
      if (way !== 'next') {
        response.writeHead(202, { 'content-type': 'application/json' }).end('{}')
        answered({ way, body })
      } else if (!asked) {
        asked = true
        response
          .writeHead(200, {
            'content-type': 'application/json',
            'Lambda-Runtime-Aws-Request-Id': '6f5e4d3c-0000-4000-8000-000000000001',
            'Lambda-Runtime-Deadline-Ms': String(Date.now() + 20_000),
            'Lambda-Runtime-Invoked-Function-Arn': 'arn:aws:lambda:us-east-1:000000000000:function:hello',
            'Lambda-Runtime-Trace-Id': 'Root=1-5e1b4151-5ac6c58f5b5b5b5b5b5b5b5b;Sampled=0',
          })
          .end('{}')
      }
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // a server on a port has one
  return { server, address: `127.0.0.1:${port}`, answer }
}
