import { existsSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import type { WorkflowContext } from '../context.ts'

/** Gives the folder of this user for what can be made again, outside of every project. */
export function cacheFolder(context: Pick<WorkflowContext, 'environment' | 'home' | 'user'>): string {
  const caches = usersCache(context)
  const folder = join(caches, 'fnx')
  try {
    // One by one: with `recursive`, Node tries for ever where a file system such as /proc has no place for folders.
    for (const one of [caches, folder]) if (!existsSync(one)) mkdirSync(one, { mode: 0o700 })
    return folder
  } catch {
    // no home, or none that can be written
    return join(tmpdir(), `fnx-${context.user}`)
  }
}

/** A path that is not absolute counts for nothing: https://specifications.freedesktop.org/basedir-spec/latest/ */
function usersCache({ environment, home }: Pick<WorkflowContext, 'environment' | 'home'>): string {
  const { LOCALAPPDATA, XDG_CACHE_HOME = '' } = environment
  if (process.platform === 'win32') return LOCALAPPDATA ?? join(home, 'AppData', 'Local')
  if (process.platform === 'darwin') return join(home, 'Library', 'Caches')
  return isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : join(home, '.cache')
}
