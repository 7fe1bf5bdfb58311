import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Language } from '../model/contract.ts'
import { FnxError } from '../model/diagnostic.ts'
import type { Store } from '../model/operation.ts'
import type { FunctionSpec } from '../model/stack.ts'
import type { Tree } from '../model/tree.ts'

/** Unpacks the code of deployed functions. */
export interface CodeOptions {
  readonly store: Store
  /** Where unpacked code is kept, by hash. */
  readonly folder: string
  unpack(zip: Uint8Array, folder: string): Promise<void>
}

/** Gives the folder with the code of a deployed function, unpacked at the first need. */
export async function codeFolder(
  options: CodeOptions,
  spec: FunctionSpec,
  language: Language,
): Promise<string> {
  const { code } = spec
  if (code?.inline !== undefined) return unpackOnce(options, ...inlineOf(code.inline, spec, language))
  const hash = code?.stored ?? code?.object?.key ?? ''
  const zip = options.store.bytes(hash)
  if (zip === undefined)
    throw new FnxError({
      code: 'E9006',
      message: `The code of ${spec.id} is not in the local cloud.`,
      hint: 'Deploy it again with --local.',
    })
  return unpackOnce(options, hash, folder => options.unpack(zip, folder))
}

/** Gives what the layers of a deployed function hold, laid over each other; of other accounts' nothing is known. */
export async function layersFolder(
  options: CodeOptions,
  { layers = [] }: FunctionSpec,
): Promise<Tree['layers']> {
  const hashes = layers.flatMap(({ stored }) => stored ?? [])
  const folders: string[] = []
  for (const hash of hashes) {
    const zip = options.store.bytes(hash)
    if (zip !== undefined) folders.push(await unpackOnce(options, hash, to => options.unpack(zip, to)))
  }
  const [first, ...others] = folders
  if (first === undefined) return undefined
  if (others.length === 0) return { folder: first, parts: {} }
  const key = createHash('sha256').update(hashes.join()).digest('hex')
  const folder = await unpackOnce(options, key, async to => {
    for (const from of folders) cpSync(from, to, { recursive: true, verbatimSymlinks: true })
  })
  return { folder, parts: {} }
}

async function unpackOnce(
  options: CodeOptions,
  hash: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(options.folder, hash)
  if (existsSync(folder)) {
    const now = new Date()
    utimesSync(folder, now, now)
    return folder
  }
  const temporary = `${folder}.${process.pid}.${Date.now()}`
  mkdirSync(temporary, { recursive: true, mode: 0o700 })
  // Whatever lies above, a module is what a package.json of its own says.
  writeFileSync(join(options.folder, 'package.json'), '{}\n')
  prune(options.folder)
  try {
    await fill(temporary)
    if (!existsSync(folder)) renameSync(temporary, folder)
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
  return folder
}

/** Code that nobody has run for so many ms goes when other code is unpacked. */
const forgotten = 14 * 24 * 3_600_000

function prune(folder: string): void {
  const limit = Date.now() - forgotten
  for (const name of readdirSync(folder)) {
    const place = join(folder, name)
    const found = statSync(place, { throwIfNoEntry: false })
    if (found?.isDirectory() && found.mtimeMs < limit) rmSync(place, { recursive: true, force: true })
  }
}

/** Text in a template stands in a file that the handler names: `index` for `index.handler`. */
function inlineOf(text: string, { handler }: FunctionSpec, language: Language) {
  const module = handler.slice(0, handler.lastIndexOf('.')) || 'index'
  const file = `${module.replaceAll('/', '_')}.${language === 'python' ? 'py' : 'js'}`
  const hash = createHash('sha256').update(`${file}\0${text}`).digest('hex')
  const write = async (folder: string): Promise<void> => writeFileSync(join(folder, file), text)
  return [hash, write] as const
}
