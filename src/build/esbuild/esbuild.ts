import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BuildOptions, BuildResult } from 'esbuild'
import { FnxError } from '../../model/diagnostic.ts'

export type { BuildOptions, BuildResult, Format, Loader, Message } from 'esbuild'

/** The part of esbuild that builds use. */
export interface Esbuild {
  build(options: BuildOptions): Promise<BuildResult>
}

/**
 * Loads esbuild for code in a folder: the project's own where it has one, so that its version is the project's choice,
 * else the one that came with fnx. E8007 when there is neither.
 */
export async function loadEsbuild(folder: string): Promise<Esbuild> {
  const own = resolveFrom(folder)
  try {
    return own === undefined ? await import('esbuild') : await import(pathToFileURL(own).href)
  } catch {
    throw new FnxError({
      code: 'E8007',
      message: 'The template asks for esbuild, and it cannot be loaded.',
      hint: 'npm install --save-dev esbuild',
    })
  }
}

function resolveFrom(folder: string): string | undefined {
  try {
    return createRequire(join(folder, 'package.json')).resolve('esbuild')
  } catch {
    return undefined
  }
}
