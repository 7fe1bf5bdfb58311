import { readFile, realpath, stat } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import type { HttpReply } from '../model/contract.ts'

const types: Readonly<Record<string, string>> = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.gif': 'image/gif',
  '.htm': 'text/html; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
}

/**
 * Gives the file of a folder that a path names, or nothing. What is outside the folder is not there, whether dots or links
 * lead to it, and neither is what is hidden but `.well-known`: such as `.env`.
 */
export async function staticFile(folder: string, path: string): Promise<HttpReply | undefined> {
  const names = namesIn(path)
  if (names === undefined) return undefined
  const file = await fileAt(join(folder, ...names))
  if (file === undefined || !file.startsWith(`${await realpath(folder)}${sep}`)) return undefined
  const type = types[extname(file).toLowerCase()] ?? 'application/octet-stream'
  return {
    status: 200,
    headers: [
      ['content-type', type],
      ['x-content-type-options', 'nosniff'],
    ],
    body: await readFile(file),
  }
}

/** Splits a path into the names of folders and a file; nothing where one of them is no such name. */
function namesIn(path: string): readonly string[] | undefined {
  try {
    const names = path.split('/').map(decodeURIComponent)
    return names.every(isName) ? names.filter(name => name !== '') : undefined
  } catch {
    return undefined
  }
}

function isName(name: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no path may hold a NUL
  return !/[/\\\u0000]/.test(name) && (!name.startsWith('.') || name === '.well-known')
}

async function fileAt(path: string): Promise<string | undefined> {
  try {
    const found = await stat(path)
    if (found.isDirectory()) return await fileAt(join(path, 'index.html'))
    return found.isFile() ? await realpath(path) : undefined
  } catch {
    return undefined
  }
}
