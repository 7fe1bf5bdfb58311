#!/usr/bin/env node
// CommonJS, because Node starts it faster; the two commonest questions are answered before anything is loaded.
const texts = { '--version': 'version.txt', '-v': 'version.txt', '--help': 'help.txt', '-h': 'help.txt' }
const [, , word, more] = process.argv
const text = more === undefined && Object.hasOwn(texts, word) ? texts[word] : undefined
if (text) {
  process.stdout.on('error', ({ code }) => {
    process.exitCode = code === 'EPIPE' ? 0 : 1 // a reader that went away, such as head, is no trouble
  })
  process.stdout.write(require('node:fs').readFileSync(`${__dirname}/../dist/${text}`))
} else {
  keepCompiled()
  void import('../dist/main.js')
}

/** Lets Node keep what it compiles; before 22.1 it cannot, and where the user's cache cannot be written it goes on without. */
function keepCompiled() {
  const { enableCompileCache } = require('node:module')
  if (enableCompileCache === undefined) return
  const { isAbsolute, join } = require('node:path')
  const caches = usersCache({ isAbsolute, join })
  if (!isAbsolute(caches)) return
  const { existsSync, mkdirSync } = require('node:fs')
  try {
    // One by one: with `recursive`, Node tries for ever where a file system such as /proc has no place for folders.
    for (const folder of [caches, join(caches, 'fnx')])
      if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 })
    enableCompileCache(join(caches, 'fnx', 'compiled'))
  } catch {
    // no cache, and no harm
  }
}

/** As src/workflows/target/cache-folder.ts. */
function usersCache({ isAbsolute, join }) {
  const home = require('node:os').homedir()
  const { LOCALAPPDATA, XDG_CACHE_HOME = '' } = process.env
  if (process.platform === 'win32') return LOCALAPPDATA ?? join(home, 'AppData', 'Local')
  if (process.platform === 'darwin') return join(home, 'Library', 'Caches')
  return isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : join(home, '.cache')
}
