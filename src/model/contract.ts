import type { FunctionSpec, Route } from './stack.ts'
import type { Properties, Value } from './value.ts'

/** A language that the local cloud can start; `program` is what speaks the Runtime API by itself, in whatever language. */
export type Language = 'java' | 'node' | 'program' | 'python'

/** Where an execution environment has its things. */
export interface Place {
  /** The folder with the function's code. */
  readonly code: string
  readonly temporary: string
  /** The folder with what its layers hold. */
  readonly layers: string
  /** `127.0.0.1:41234` of its Runtime API. */
  readonly runtimeApi: string
  readonly logStream: string
  /** Credentials for the local cloud. */
  readonly credentials: { readonly id: string; readonly secret: string; readonly token: string }
  /** Where SDKs in the function find the local cloud, when one runs. */
  readonly apiUrl?: string
}

export type FailureKind = 'timeout' | 'exit' | 'init' | 'memory' | 'too-large' | 'handler'

/** How one invocation ended. Durations are ms, memory is MB. */
export interface InvokeOutcome {
  readonly requestId: string
  /** What the function gave, or what the cloud says of the failure. */
  readonly payload: Uint8Array
  readonly failure?: { readonly kind: FailureKind; readonly type: string }
  /** The cloud's own lines and what the function wrote, whole. */
  readonly log: string
  readonly duration: number
  readonly initDuration?: number
  readonly memoryUsed: number
}

/** What one invocation is told beside its event. */
export interface InvocationFacts {
  readonly requestId: string
  /** Epoch ms. */
  readonly deadline: number
  readonly spec: FunctionSpec
  readonly logStream: string
  readonly credentials: Place['credentials']
}

/** An HTTP request that met a route. */
export interface HttpRequest {
  readonly method: string
  /** Undecoded path, without the query. */
  readonly path: string
  /** Undecoded, without the question mark. */
  readonly query: string
  /** In the order of the wire, with the case of the wire. */
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array
  readonly sourceIp: string
  readonly time: Date
  readonly requestId: string
}

export interface RouteMatch {
  readonly route: Route
  /** Decoded values of `{name}` and `{name+}`. */
  readonly parameters: Readonly<Record<string, string>>
  readonly spec: FunctionSpec
}

export interface HttpReply {
  readonly status: number
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array
}

/** How one kind of HTTP trigger shapes the event and reads the answer. */
export interface HttpContract {
  toEvent(request: HttpRequest, match: RouteMatch): Value
  /** A failed or misshapen answer becomes what the real service sends, such as 502. */
  toReply(outcome: InvokeOutcome): HttpReply
  /** What the real service answers where the function does not let it call; absent where functions say nothing of that. */
  refusal?(): HttpReply
}

/** How a cloud runs functions: handler signature, environment, log lines, failures. */
export interface Contract {
  /** Which of the bootstraps' handler conventions holds. */
  readonly style: 'lambda' | 'fc' | 'scf'
  languageOf(runtime: string): Language | undefined
  /** Every variable of the process: the function's own and the cloud's; nothing is inherited. */
  environment(spec: FunctionSpec, place: Place): Readonly<Record<string, string>>
  /** Options that the cloud starts the interpreter of a function with. */
  options?(spec: FunctionSpec): readonly string[]
  /** Packages that a runtime carries beside the code and that a source text asks for, as their installers name them. */
  carried?(runtime: string, source: string): readonly string[]
  /** The context object of handlers, for styles whose bootstrap does not make it from the Runtime API's headers. */
  context(facts: InvocationFacts): Properties
  startLine(facts: InvocationFacts): string | undefined
  /** Lines after an invocation, such as END and REPORT. */
  endLines(facts: InvocationFacts, outcome: Omit<InvokeOutcome, 'log' | 'payload'>): readonly string[]
  /** What the caller gets for a failure, and the error type for headers. `detail` is the exit status or the bootstrap's words. */
  failure(
    kind: FailureKind,
    facts: InvocationFacts,
    detail: Value,
  ): { readonly payload: Value; readonly type: string }
  /** Most bytes of an answer. */
  readonly responseLimit: number
  /** By the name that routes carry. */
  readonly http: Readonly<Record<string, HttpContract>>
}
