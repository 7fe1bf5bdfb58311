import type { Context } from '../command.ts'

export function showFailure(error: unknown, { stderr }: Context): void {
  stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
}
