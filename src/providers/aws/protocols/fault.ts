import type { Value } from '../../../model/value.ts'

/** An error as a service of AWS answers it; each protocol puts it in its own form. */
export interface Fault {
  readonly status: number
  readonly code: string
  readonly message: string
  /** Members that an error has beside its message. */
  readonly more?: Readonly<Record<string, Value>>
}

const mark = Symbol('fault')

/** Makes what a handler throws to answer with an error of AWS. */
export function fault(status: number, code: string, message: string, more?: Fault['more']): Error {
  const found: Fault = more === undefined ? { status, code, message } : { status, code, message, more }
  return Object.assign(new Error(message), { [mark]: found })
}

/** Gives the fault that an error carries, or nothing when it is an accident. */
export function faultOf(error: unknown): Fault | undefined {
  // The symbol is ours alone, so what stands under it is what `fault` put there.
  return typeof error === 'object' && error !== null ? (error as { [mark]?: Fault })[mark] : undefined
}
