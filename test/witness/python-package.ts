import { spawnSync } from 'node:child_process'

const found = new Map<string, string | undefined>()

/** Gives the folder of a package that Python has, or nothing. */
export function packageFolder(name: string): string | undefined {
  if (!found.has(name)) found.set(name, folderOf(name))
  return found.get(name)
}

// Finding a package does not run it.
function folderOf(name: string): string | undefined {
  const script = `import importlib.util as u; s = u.find_spec(${JSON.stringify(name)}); print(s.submodule_search_locations[0] if s else '')`
  const { status, stdout } = spawnSync('python3', ['-c', script], { encoding: 'utf8' })
  const folder = status === 0 ? stdout.trim() : ''
  return folder === '' ? undefined : folder
}
