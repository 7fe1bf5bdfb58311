import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { above, commonRoot, namesIn, textOf } from '../repository.ts'
import { slashed } from '../sources.ts'
import { type Manifest, manifestIn } from './manifest.ts'

/** Gives the folder of the whole project of a package: of its workspace, or of what it takes from beside it. */
export function projectOf(folder: string, repository: string): string {
  const workspace = above(folder, at => at !== folder && isMember(at, folder), repository)
  if (workspace !== undefined) return workspace
  return commonRoot(folder, localPaths(manifestIn(folder)), repository)
}

/** Tells whether packages of the project are links to others of it, which an install alone does not carry along. */
export function hasLinks(folder: string, root: string): boolean {
  return root !== folder || localPaths(manifestIn(folder)).length > 0 || isWorkspace(root)
}

function localPaths(manifest: Manifest | undefined): readonly string[] {
  const ranges = Object.values({ ...manifest?.optional, ...manifest?.dependencies })
  return ranges.flatMap(range => /^(?:file|link|portal):(.*)/.exec(range)?.[1] ?? [])
}

function isWorkspace(root: string): boolean {
  return existsSync(join(root, 'pnpm-workspace.yaml')) || (manifestIn(root)?.workspaces.length ?? 0) > 0
}

function isMember(root: string, folder: string): boolean {
  const path = slashed(root, folder)
  return [...(manifestIn(root)?.workspaces ?? []), ...pnpmPackages(root)].some(pattern =>
    patternOf(pattern).test(path),
  )
}

/** `packages/*` takes one folder, `libs/**` any below. */
function patternOf(glob: string): RegExp {
  const parts = glob
    .replace(/^\.\//, '')
    .replace(/\/$/, '')
    .split(/(\*\*\/?|\*)/)
  const source = parts.map(part =>
    part === '*' ? '[^/]+' : part.startsWith('**') ? '.*' : part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'),
  )
  return new RegExp(`^${source.join('')}$`)
}

/** The list `packages` of a pnpm-workspace.yaml, which is a plain list of texts. */
function pnpmPackages(root: string): readonly string[] {
  const text = textOf(join(root, 'pnpm-workspace.yaml')) ?? ''
  const [, list = ''] = /^packages:[ \t]*\r?\n((?:[ \t]*(?:-[^\n]*|#[^\n]*)?\r?(?:\n|$))*)/m.exec(text) ?? []
  return [...list.matchAll(/^[ \t]*-[ \t]*(['"]?)([^'"\n#]+?)\1[ \t]*(?:#.*)?\r?$/gm)].map(
    ([, , item = '']) => item,
  )
}

export type Manager = 'npm' | 'pnpm' | 'yarn'

const locks: readonly (readonly [string, Manager])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
]

/** Gives what installs a project: what its lock file is of, else what its package.json names, else npm. */
export function managerOf(root: string): { readonly manager: Manager; readonly lock: string | undefined } {
  const names = namesIn(root)
  const found = locks.find(([lock]) => names.includes(lock))
  if (found !== undefined) return { manager: found[1], lock: found[0] }
  const named = manifestIn(root)?.packageManager?.split('@')[0]
  const manager = named === 'pnpm' || named === 'yarn' ? named : 'npm'
  return { manager, lock: undefined }
}
