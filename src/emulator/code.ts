import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '../model/contract.ts'
import { FnxError } from '../model/diagnostic.ts'
import type { Store } from '../model/operation.ts'
import type { FunctionSpec } from '../model/stack.ts'

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
  if (code?.inline !== undefined)
    return unpackOnce(options, hashOf(code.inline), writeInline(code.inline, spec, language))
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

async function unpackOnce(
  options: CodeOptions,
  hash: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(options.folder, hash)
  if (existsSync(folder)) return folder
  const temporary = `${folder}.${process.pid}.${Date.now()}`
  mkdirSync(temporary, { recursive: true, mode: 0o700 })
  try {
    await fill(temporary)
    if (!existsSync(folder)) renameSync(temporary, folder)
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
  return folder
}

/** Text in a template stands in a file that the handler names: `index` for `index.handler`. */
function writeInline(text: string, { handler }: FunctionSpec, language: Language) {
  return async (folder: string): Promise<void> => {
    const file = handler.slice(0, handler.lastIndexOf('.')) || 'index'
    writeFileSync(join(folder, `${file.replaceAll('/', '_')}.${language === 'python' ? 'py' : 'js'}`), text)
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
