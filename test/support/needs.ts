import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './fnx.ts'

/**
 * Tells whether a test must be skipped because something is not on this machine, and says so.
 * In continuous integration everything is installed, so there a missing thing is a failure.
 */
export function lacks(what: string, present: boolean): boolean {
  if (present) return false
  if (process.env.CI === 'true') throw new Error(`${what} is missing, and CI installs it.`)
  process.stderr.write(`skipped: ${what} is not on this machine\n`)
  return true
}

/** Tells whether a command runs here. */
export function runs(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0
}

/** Where the shared templates lie; a clone alone does not have them. */
export const shared = join(root, '..', 'shared')

/** Tells whether tests over the shared templates must be skipped. */
export function lacksShared(folder: string): boolean {
  const present = existsSync(join(shared, folder))
  if (!present) process.stderr.write(`skipped: no shared templates (${folder}) beside this checkout\n`)
  return !present
}
