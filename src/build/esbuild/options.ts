import { FnxError } from '../../model/diagnostic.ts'
import { isList, isRecord, type Properties, text, type Value } from '../../model/value.ts'
import type { Unit } from '../unit.ts'
import type { BuildOptions, Format, Loader } from './esbuild.ts'

type Built = Pick<Unit, 'id' | 'runtime' | 'environment'>

/** What `BuildProperties` ask for, as esbuild takes it. */
export interface AskedBuild {
  /** Relative to the folder of the code; empty when the handler says where to begin. */
  readonly entryPoints: readonly string[]
  readonly esbuild: BuildOptions
}

/**
 * Reads the `BuildProperties` of a function, with SAM's names and defaults: minified, CommonJS, no source map unless the
 * function's NODE_OPTIONS enable them. The target is the function's own Node. An unknown name or value throws E8007.
 */
export function optionsOf(properties: Properties, unit: Built): AskedBuild {
  for (const name of Object.keys(properties)) if (!Object.hasOwn(readers, name)) throw unknown(name, unit)
  const asked = Object.entries(readers).map(([name, read]) => read(properties[name], { name, unit }))
  const format = text(properties.Format) ?? 'cjs'
  const esbuild: BuildOptions = Object.assign({ minify: true, ...defaults(unit, format) }, ...asked)
  return { entryPoints: texts(properties.EntryPoints, { name: 'EntryPoints', unit }), esbuild }
}

interface Asking {
  readonly name: string
  readonly unit: Built
}

type Reader = (value: Value | undefined, asking: Asking) => BuildOptions

const readers: Readonly<Record<string, Reader>> = {
  EntryPoints: () => ({}),
  Minify: flag('minify'),
  Sourcemap: flag('sourcemap'),
  SourcesContent: flag('sourcesContent'),
  KeepNames: flag('keepNames'),
  Target: (value, asking) => (value === undefined ? {} : { target: texts(value, asking).flatMap(split) }),
  Format: (value, asking) =>
    value === undefined ? {} : { format: oneOf<Format>(['cjs', 'esm', 'iife'], value, asking) },
  External: (value, asking) => (value === undefined ? {} : { external: texts(value, asking).flatMap(split) }),
  MainFields: (value, asking) =>
    value === undefined ? {} : { mainFields: texts(value, asking).flatMap(split) },
  Conditions: (value, asking) =>
    value === undefined ? {} : { conditions: texts(value, asking).flatMap(split) },
  // SAM hands loaders to esbuild unread; a name that esbuild does not know comes back as its own finding.
  Loader: (value, asking) =>
    value === undefined ? {} : { loader: pairs(value, asking) as Record<string, Loader> },
  OutExtension: (value, asking) => (value === undefined ? {} : { outExtension: pairs(value, asking) }),
  Banner: (value, asking) => (value === undefined ? {} : { banner: pairs(value, asking) }),
  Footer: (value, asking) => (value === undefined ? {} : { footer: pairs(value, asking) }),
  Define: (value, asking) => (value === undefined ? {} : { define: pairs(value, asking) }),
  Alias: (value, asking) => (value === undefined ? {} : { alias: pairs(value, asking) }),
}

function defaults(unit: Built, format: string): BuildOptions {
  const node = /node(?:js)?(\d+)/i.exec(unit.runtime)?.[1]
  return {
    format: 'cjs',
    mainFields: ['main', 'module'],
    target: node === undefined ? 'es2020' : `node${node}`,
    sourcemap: /--enable-source-maps/.test(unit.environment.NODE_OPTIONS ?? ''),
    // Without a package.json beside it, Node takes an ECMAScript module for one by this ending alone.
    ...(format === 'esm' ? { outExtension: { '.js': '.mjs' } } : {}),
  }
}

function flag(option: 'minify' | 'sourcemap' | 'sourcesContent' | 'keepNames'): Reader {
  return (value, asking) => {
    if (value === undefined) return {}
    if (value === true || value === 'true') return { [option]: true }
    if (value === false || value === 'false') return { [option]: false }
    throw wrong(asking, 'true or false')
  }
}

function texts(value: Value | undefined, asking: Asking): readonly string[] {
  if (value === undefined) return []
  const found = isList(value) ? value.map(text) : [text(value)]
  const whole = found.filter(item => item !== undefined)
  if (whole.length !== found.length) throw wrong(asking, 'a text or a list of texts')
  return whole
}

/** `a,b` in one text is two, as on esbuild's own command line. */
function split(item: string): readonly string[] {
  return item.split(',').map(part => part.trim())
}

/** A list of `.png=dataurl`, or a map of the same. */
function pairs(value: Value, asking: Asking): Record<string, string> {
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, text(item) ?? '']))
  return Object.fromEntries(
    texts(value, asking).map(item => {
      const equals = item.indexOf('=')
      if (equals < 1) throw wrong(asking, 'a list of KEY=VALUE')
      return [item.slice(0, equals), item.slice(equals + 1)]
    }),
  )
}

function oneOf<T extends string>(choices: readonly T[], value: Value, asking: Asking): T {
  const found = choices.find(choice => choice === value)
  if (found === undefined) throw wrong(asking, `one of ${choices.join(', ')}`)
  return found
}

function wrong({ name, unit }: Asking, wanted: string): FnxError {
  return new FnxError({
    code: 'E8007',
    message: `${name} in the BuildProperties of ${unit.id} is not ${wanted}.`,
    hint: 'Fix the value; see the options of the same name at https://esbuild.github.io/api/.',
  })
}

function unknown(name: string, unit: Built): FnxError {
  return new FnxError({
    code: 'E8007',
    message: `${name} in the BuildProperties of ${unit.id} is not a property that fnx knows.`,
    hint: `Use ${Object.keys(readers).join(', ')}.`,
  })
}
