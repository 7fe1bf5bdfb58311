/** A place in a text: lines and columns count from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** A stretch of a file. */
export interface Location {
  readonly file: string
  readonly start: Position
  readonly end: Position
}

/** A finding with a code; the first letter of the code is its severity, the first digit its area. */
export interface Diagnostic {
  readonly code: string
  /** A full sentence that names the thing. */
  readonly message: string
  /** What to do, as an order or a command. */
  readonly hint?: string
  readonly location?: Location
  readonly related?: readonly { readonly message: string; readonly location: Location }[]
}

/** A value beside what was found on the way to it; the value is absent when an error makes it meaningless. */
export interface Checked<T> {
  readonly value?: T
  readonly diagnostics: readonly Diagnostic[]
}

/** Takes a finding; handed down so that a stage collects all it can before it stops. */
export type Report = (diagnostic: Diagnostic) => void

export type Severity = 'error' | 'warning' | 'info'

/** Gives the severity that the first letter of a code says. */
export function severityOf(code: string): Severity {
  return code.startsWith('E') ? 'error' : code.startsWith('W') ? 'warning' : 'info'
}

/** Tells whether any finding is an error. */
export function failed(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ code }) => severityOf(code) === 'error')
}

/**
 * Ends a command with findings and an exit code: 1 failed, 2 wrong usage or invalid template,
 * 3 partly done, 5 lock held, 130 interrupted.
 */
export class FnxError extends Error {
  readonly diagnostics: readonly Diagnostic[]
  readonly exitCode: number

  constructor(diagnostics: Diagnostic | readonly Diagnostic[], exitCode = 1) {
    const found: readonly Diagnostic[] = 'code' in diagnostics ? [diagnostics] : diagnostics
    super(found.map(({ code, message }) => `${code} ${message}`).join('\n'))
    this.name = 'FnxError'
    this.diagnostics = found
    this.exitCode = exitCode
  }
}
