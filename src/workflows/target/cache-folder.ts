import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WorkflowContext } from '../context.ts'

/** Gives the folder of this user for what can be made again, outside of every project. */
export function cacheFolder(context: Pick<WorkflowContext, 'environment' | 'home' | 'user'>): string {
  const folder = join(usersCache(context), 'fnx')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return folder
  } catch {
    // no home, or none that can be written
    return join(tmpdir(), `fnx-${context.user}`)
  }
}

function usersCache({ environment, home }: Pick<WorkflowContext, 'environment' | 'home'>): string {
  if (process.platform === 'win32') return environment.LOCALAPPDATA ?? join(home, 'AppData', 'Local')
  if (process.platform === 'darwin') return join(home, 'Library', 'Caches')
  return environment.XDG_CACHE_HOME || join(home, '.cache')
}
