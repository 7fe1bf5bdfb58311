import type { services } from './services.ts'

type Tables = {
  [S in keyof typeof services]: Awaited<ReturnType<(typeof services)[S]['client']>>
}

/** A service of AWS that fnx calls, by the name in its signatures. */
export type ServiceName = keyof Tables

/** A call of a service. */
export type CallName<S extends ServiceName> = keyof Tables[S]['commands'] & string

type Answering = abstract new (
  ...input: never
) => { resolveMiddleware(...rest: never): (...input: never) => Promise<{ output: unknown }> }

/** What a call of a service answers. */
export type Answer<S extends ServiceName, K extends CallName<S>> = Tables[S]['commands'][K] extends Answering
  ? Awaited<ReturnType<ReturnType<InstanceType<Tables[S]['commands'][K]>['resolveMiddleware']>>>['output']
  : never
