import type { LocalEvent } from '../../emulator/event.ts'

/** Writes what the local cloud tells on one line, or nothing for what is shown elsewhere; calls that only read if `all`. */
export function localLine(event: LocalEvent, { all }: { readonly all: boolean }): string | undefined {
  switch (event.type) {
    case 'request':
      return `${event.method} ${event.path}  ${event.status}  ${Math.round(event.duration)}ms`
    case 'call':
      return event.mutates || all ? `${event.service} ${event.operation}  ${event.status}` : undefined
    case 'timer':
      return `timer ${event.timer} -> ${event.functionId}`
    case 'refused':
      return `${event.what} may not call ${event.functionId}: no permission allows it`
    case 'changed':
      return `changed: ${event.what}`
    case 'fetching':
      return event.what
    case 'unsupported':
      return `not run locally: ${event.what}`
    default:
      return undefined
  }
}
