import type { Diagnostic } from '../model/diagnostic.ts'

/** What a local cloud tells while it runs. Durations are ms. */
export type LocalEvent =
  | { readonly type: 'listening'; readonly apiUrl: string; readonly gatewayUrl: string }
  | {
      readonly type: 'call'
      readonly cloud: string
      readonly service: string
      readonly operation: string
      readonly mutates: boolean
      readonly status: number
    }
  | {
      readonly type: 'request'
      readonly method: string
      readonly path: string
      readonly status: number
      readonly duration: number
      readonly functionId?: string
    }
  | { readonly type: 'timer'; readonly timer: string; readonly functionId: string }
  /** A request or a timer that the function has no permission for; it was not called. */
  | { readonly type: 'refused'; readonly what: string; readonly functionId: string }
  /** A whole invocation's log. */
  | { readonly type: 'log'; readonly functionId: string; readonly text: string }
  /** Code or template changed; the next request meets the new one. */
  | { readonly type: 'changed'; readonly what: string }
  | { readonly type: 'unsupported'; readonly what: string }
  /** Packages are fetched, which takes seconds. */
  | { readonly type: 'fetching'; readonly what: string }
  | { readonly type: 'diagnostic'; readonly diagnostic: Diagnostic }

export type EmitLocal = (event: LocalEvent) => void
