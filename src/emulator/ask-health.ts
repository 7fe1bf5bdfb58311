import { get } from 'node:http'
import { isRecord } from '../model/value.ts'

/** Gives the process id behind the address of a local cloud, or nothing when none answers within five seconds. */
export function askHealth(apiUrl: string): Promise<number | undefined> {
  return new Promise(resolve => {
    const request = get(`${apiUrl}/_fnx/health`, { timeout: 5_000, agent: false }, response => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', part => {
        text += part
      })
      response.on('error', () => resolve(undefined))
      response.on('end', () => resolve(pidOf(text)))
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(undefined))
  })
}

function pidOf(text: string): number | undefined {
  try {
    const read: unknown = JSON.parse(text)
    return isRecord(read) && typeof read.pid === 'number' ? read.pid : undefined
  } catch {
    return undefined
  }
}
