import { dirname, join, resolve } from 'node:path'
import { readIgnored } from '../../artifact/collect.ts'
import { kindAt } from '../../artifact/kind-at.ts'
import type { Built } from '../../build/build.ts'
import type { Unit } from '../../build/unit.ts'
import { type Diagnostic, FnxError, failed } from '../../model/diagnostic.ts'
import type { Emit } from '../../model/event.ts'
import type { Coded, FunctionSpec } from '../../model/stack.ts'
import { at, own, record, text } from '../../model/value.ts'
import type { Loaded } from '../../template/loaded.ts'

/** What building needs of the world. */
export interface BuildInput {
  /** The template's folder. */
  readonly folder: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signal?: AbortSignal
  /** Off: code is taken as it lies, or as it was built last. */
  readonly build?: boolean | undefined
  /** What is built is to run on this machine, whatever the template says of the cloud's. */
  readonly here?: boolean
  readonly emit?: Emit
}

/** Functions with the code that came of their builds, and what was found on the way. */
export interface BuiltFunctions {
  readonly functions: readonly FunctionSpec[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Builds what is to be built of some functions; the code of the others stays where it is. */
export async function buildFunctions(
  functions: readonly FunctionSpec[],
  input: BuildInput,
): Promise<BuiltFunctions> {
  const written = functions.flatMap(spec => unitOf(spec, input.folder) ?? [])
  const units = input.here === true ? written.map(forThisMachine) : written
  if (units.length === 0) return { functions, diagnostics: [] }
  const { built, diagnostics } = await buildUnits(units, input)
  return { functions: functions.map(spec => fromBuild(spec, built.get(spec.id))), diagnostics }
}

/** Builds some units, or ends with what failed; the tools of builds are loaded when there is something to build. */
export async function buildUnits(
  units: readonly Unit[],
  { folder, environment, signal, emit, build }: BuildInput,
) {
  const { buildAll } = await import('../../build/build.ts')
  const { value, diagnostics } = await buildAll(units, {
    folder,
    store: join(folder, '.fnx', 'build'),
    environment,
    ignored: place => readIgnored(place, resolve(folder)),
    off: build === false,
    ...(signal === undefined ? {} : { signal }),
    ...(emit === undefined ? {} : { emit }),
  })
  if (failed(diagnostics) || value === undefined) throw new FnxError(diagnostics, 1)
  return { built: value, diagnostics }
}

/** Gives what is built for a function; a file stands for its folder where esbuild begins with it. */
export function unitOf(spec: FunctionSpec, templateFolder: string): Unit | undefined {
  const { path, build: metadata = {} } = spec.code ?? {}
  if (path === undefined) return undefined
  const place = resolve(templateFolder, path)
  const kind = kindAt(place)
  if (kind === undefined || (kind === 'file' && metadata.BuildMethod !== 'esbuild')) return undefined
  const { id, provider, runtime, handler, environment, architecture = 'x86_64' } = spec
  const folder = kind === 'folder' ? place : dirname(place)
  const layered = spec.layers === undefined ? {} : { layered: true }
  const own = { provider, runtime, handler, architecture, environment, folder, metadata }
  return { id, kind: 'function', ...own, ...layered }
}

function forThisMachine(unit: Unit): Unit {
  const architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64'
  return { ...unit, architecture, ...(process.platform === 'linux' ? {} : { system: process.platform }) }
}

/** A layer that is built, by a unit that goes by another name where SAM made the layer. */
export interface LayerUnit {
  readonly layer: Coded
  readonly unit: Unit
}

/** Builds what is to be built of some layers; the content of the others stays where it is. */
export async function buildLayers(
  layers: readonly Coded[],
  loaded: Loaded,
  input: BuildInput,
): Promise<{ readonly layers: readonly Coded[]; readonly diagnostics: readonly Diagnostic[] }> {
  const units = layerUnits(layers, loaded, input.folder)
  if (units.length === 0) return { layers, diagnostics: [] }
  const { built, diagnostics } = await buildUnits(
    units.map(({ unit }) => unit),
    input,
  )
  const folders = new Map(units.map(({ layer, unit }) => [layer.id, built.get(unit.id)]))
  return { layers: layers.map(layer => fromBuild(layer, folders.get(layer.id))), diagnostics }
}

/** Gives what is built for some layers of a stack: those whose Metadata in the template, which SAM does not pass on, says how. */
export function layerUnits(
  layers: readonly Coded[],
  { stack, template }: Loaded,
  templateFolder: string,
): readonly LayerUnit[] {
  return layers.flatMap(layer => {
    const { origin = [] } = own(stack.resources, layer.id) ?? {}
    const metadata = record(at(template.document, [...origin.slice(0, 2), 'Metadata']))
    const asked = text(metadata.BuildMethod)
    const folder = resolve(templateFolder, layer.code?.path ?? '.')
    if (asked === undefined || kindAt(folder) !== 'folder') return []
    const unit: Unit = {
      // SAM renames a layer at every change; a makefile knows it by the name that the template gives.
      id: text(origin[1]) ?? layer.id,
      kind: 'layer',
      provider: layer.provider,
      runtime: /^(makefile|esbuild)$/.test(asked) ? layer.runtime : asked,
      handler: '',
      architecture: metadata.BuildArchitecture === 'arm64' ? 'arm64' : 'x86_64',
      environment: {},
      folder,
      metadata,
    }
    return { layer, unit }
  })
}

function fromBuild<T extends Coded>(coded: T, built: Pick<Built, 'folder' | 'aside'> | undefined): T {
  if (built === undefined || coded.code === undefined) return coded
  const { folder: path, aside } = built
  const beside = aside === undefined ? {} : { aside }
  return { ...coded, code: { property: coded.code.property, path, ...beside, built: true } }
}
