import { closeSync, openSync, readSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { FnxError, type Report } from '../model/diagnostic.ts'
import type { Coded } from '../model/stack.ts'
import { answerModuleFor } from './answer-module.ts'
import { collectFile, collectFolder, readIgnored } from './collect.ts'
import { unreadable } from './disk-errors.ts'
import { type Entry, fileMode } from './entry.ts'
import { ignoring } from './ignore.ts'
import { kindAt } from './kind-at.ts'

/** Where a function's code comes from, and how it is got there. */
export interface Sourcing {
  readonly spec: Coded
  /** The template's folder. */
  readonly folder: string
}

/** The files of a function, or the zip that the template names or holds. */
export type Source = { readonly entries: readonly Entry[] } | { readonly zip: string | Uint8Array }

/**
 * Finds the code of a function: text of the template becomes a file `index`, a folder is read with its ignore files,
 * a single file stands alone under its own name, and a zip stays as it is, in the template as well. Code that is not
 * there throws E8001, an image that is still to be built E8011; nothing comes out for code that lies in the cloud.
 */
export function sourceOf(sourcing: Sourcing, report: Report): Source | undefined {
  const { spec, folder } = sourcing
  const { code } = spec
  if (code?.inline !== undefined) return { entries: inlineEntries(spec, code.inline) }
  if (code?.zip !== undefined) return { zip: Buffer.from(code.zip, 'base64') }
  if (code?.image !== undefined) throw notBuilt(spec, code.image)
  if (code?.path === undefined) return undefined
  const place = resolve(folder, code.path)
  const kind = kindOf(place, spec)
  if (kind === 'folder') {
    const ignored = code.built === true ? ignoring([]) : readIgnored(place, resolve(folder))
    return { entries: filled(collectFolder(place, ignored, report), sourcing) }
  }
  return kind === 'zip' ? { zip: place } : { entries: [collectFile(place, basename(place))] }
}

/** Gives what functions must have in common to share one zip: where their code is. */
export function sourceKey({ spec, folder }: Pick<Sourcing, 'spec' | 'folder'>): string {
  const { code, runtime } = spec
  if (code?.inline !== undefined) return JSON.stringify(['inline', code.inline, runtime])
  if (code?.zip !== undefined) return JSON.stringify(['zip', code.zip])
  return JSON.stringify([code?.raw ? 'file' : 'path', resolve(folder, code?.path ?? '')])
}

/** Gives the files that inline code becomes: those that CloudFormation puts beside it too, where it asks for them. */
export function inlineEntries(spec: Pick<Coded, 'runtime'>, text: string): readonly Entry[] {
  const own = inlineEntry(spec, text)
  const module = answerModuleFor(text, own.path)
  return module === undefined ? [own] : [own, module]
}

/** Gives the file that inline code becomes: CloudFormation calls it `index`, whatever the handler says. */
function inlineEntry({ runtime }: Pick<Coded, 'runtime'>, text: string): Entry {
  const ending = /python/i.test(runtime) ? 'py' : /php/i.test(runtime) ? 'php' : isModule(text) ? 'mjs' : 'js'
  return { path: `index.${ending}`, mode: fileMode, content: { bytes: Buffer.from(text) } }
}

/** Inline text has no package.json beside it, so its first statements must say whether it is an ECMAScript module. */
function isModule(text: string): boolean {
  return /^\s*(?:import\s[^(]|import\s*\{|export\s)/m.test(text)
}

function notBuilt({ id }: Coded, image: string): FnxError {
  return new FnxError({
    code: 'E8011',
    message: `${id} runs the image ${image}, which is not in a registry, and fnx builds no images yet.`,
    hint: 'Build it, push it to ECR, and set ImageUri to its address.',
  })
}

function kindOf(place: string, { id, code }: Coded): 'folder' | 'file' | 'zip' {
  const kind = kindAt(place)
  if (kind === 'folder') return kind
  // What is called a zip is to be one: wrapped in another, it would deploy and never start.
  if (kind === 'file') return /\.(zip|jar)$/i.test(place) || isZip(place) ? 'zip' : kind
  throw new FnxError({
    code: 'E8001',
    message: `The code of ${id} is ${code?.path}, and ${place} is neither a file nor a folder.`,
    hint: 'Fix the path, which is relative to the template, or make the folder.',
  })
}

/** A zip begins with its first entry, or with its end when it is empty. */
function isZip(file: string): boolean {
  const head = headOf(file)
  return head === 'PK\x03\x04' || head === 'PK\x05\x06'
}

function headOf(file: string): string {
  let handle: number | undefined
  try {
    handle = openSync(file, 'r')
    const head = Buffer.alloc(4)
    return head.toString('latin1', 0, readSync(handle, head, 0, 4, 0))
  } catch (error) {
    throw unreadable(file, error)
  } finally {
    if (handle !== undefined) closeSync(handle)
  }
}

function filled(entries: readonly Entry[], { spec }: Sourcing): readonly Entry[] {
  if (entries.length > 0) return entries
  throw new FnxError({
    code: 'E8001',
    message: `The code of ${spec.id} is ${spec.code?.path}, which holds no file that is packaged.`,
    hint: 'Put the code there, or look at what .fnxignore leaves out.',
  })
}
