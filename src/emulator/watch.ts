import { type Dirent, type FSWatcher, readdirSync, statSync, watch } from 'node:fs'
import { basename, join } from 'node:path'

/** Watches files until closed. */
export interface Watch {
  close(): void
}

/** Folders whose insides are not watched: too large, or not the author's. */
const passedOver = new Set(['node_modules', '__pycache__', '.git', '.fnx', '.venv'])
/** Folders that are watched at most per path. */
const folderLimit = 2_000
/** How often files are looked at, in ms, where the system cannot watch them. */
const lookEvery = 500

/** Calls `changed` when a file at or under a path is written, made, moved or removed. */
export function watchPath(path: string, changed: () => void): Watch {
  let watchers: FSWatcher[] = []
  let looking: NodeJS.Timeout | undefined
  const close = (): void => {
    for (const watcher of watchers) watcher.close()
    watchers = []
    clearInterval(looking)
  }
  const begin = (): void => {
    try {
      for (const folder of foldersOf(path)) watchers.push(watchOne(folder, path, again))
    } catch {
      // too many watches on this system, or a file system without them
      close()
      looking = lookNowAndThen(path, changed)
    }
  }
  const again = (): void => {
    // folders may have come or gone with the change
    close()
    begin()
    changed()
  }
  begin()
  return { close }
}

function watchOne(folder: string, path: string, changed: () => void): FSWatcher {
  const only = folder === path || isFolder(path) ? undefined : basename(path)
  const watcher = watch(folder, { persistent: false }, (_event, name) => {
    if (name !== null && (passedOver.has(name) || name.endsWith('.pyc'))) return
    if (only === undefined || name === only) changed()
  })
  watcher.on('error', () => watcher.close())
  return watcher
}

function foldersOf(path: string): readonly string[] {
  // editors replace files, so a file is watched through its folder
  if (!isFolder(path)) return [join(path, '..')]
  const found = [path]
  for (let next = 0; next < found.length && found.length < folderLimit; next++) {
    const folder = found[next] as string // the loop's bound keeps the index inside
    for (const entry of entriesOf(folder))
      if (entry.isDirectory() && !passedOver.has(entry.name)) found.push(join(folder, entry.name))
  }
  return found
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

function lookNowAndThen(path: string, changed: () => void): NodeJS.Timeout {
  let before = signature(path)
  return setInterval(() => {
    const now = signature(path)
    if (now === before) return
    before = now
    changed()
  }, lookEvery).unref()
}

function signature(path: string): string {
  if (!isFolder(path)) return stamp(path)
  return foldersOf(path)
    .flatMap(folder => entriesOf(folder).map(({ name }) => `${name}:${stamp(join(folder, name))}`))
    .join()
}

function stamp(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false })
  return found === undefined ? '' : `${found.mtimeMs}/${found.size}`
}
