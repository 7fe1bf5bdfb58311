import { existsSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import type { Diagnostic, Location } from '../model/diagnostic.ts'
import type { WorkflowContext } from '../workflows/context.ts'

type Where = Pick<WorkflowContext, 'cwd' | 'environment'>

/** Gives findings with their files relative to the repository, as what annotates a change knows them. */
export function fromRepository(diagnostics: readonly Diagnostic[], where: Where): readonly Diagnostic[] {
  const root = rootOf(where)
  const placed = (location: Location): Location => ({
    ...location,
    file: pathFrom(root, location.file, where),
  })
  return diagnostics.map(diagnostic => ({
    ...diagnostic,
    ...(diagnostic.location === undefined ? {} : { location: placed(diagnostic.location) }),
    ...(diagnostic.related === undefined
      ? {}
      : { related: diagnostic.related.map(note => ({ ...note, location: placed(note.location) })) }),
  }))
}

/** The workspace of a run on GitHub, or the folder above that has `.git`; the folder that we are in where neither is. */
function rootOf({ cwd, environment: { GITHUB_WORKSPACE } }: Where): string {
  if (GITHUB_WORKSPACE) return GITHUB_WORKSPACE
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder
    if (dirname(folder) === folder) return cwd
  }
}

/** A file outside of the repository keeps its path. */
function pathFrom(root: string, file: string, { cwd }: Where): string {
  const path = resolve(cwd, file)
  return file !== '-' && isWithin(path, root) ? relative(root, path) : file
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return !isAbsolute(way) && !/^\.\.(?:[\\/]|$)/.test(way)
}
