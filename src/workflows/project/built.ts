import { dirname, join, resolve } from 'node:path'
import { readIgnored } from '../../artifact/collect.ts'
import { kindAt } from '../../artifact/kind-at.ts'
import type { Unit } from '../../build/unit.ts'
import { type Diagnostic, FnxError, failed } from '../../model/diagnostic.ts'
import type { Emit } from '../../model/event.ts'
import type { FunctionSpec, Stack } from '../../model/stack.ts'
import { at, list, type Properties, record, text } from '../../model/value.ts'

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
  const withCode = (spec: FunctionSpec): FunctionSpec => {
    const made = built.get(spec.id)
    if (made === undefined || spec.code === undefined) return spec
    return { ...spec, code: { property: spec.code.property, path: made.folder, built: true } }
  }
  return { functions: functions.map(withCode), diagnostics }
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
  return { id, kind: 'function', provider, runtime, handler, architecture, environment, folder, metadata }
}

function forThisMachine(unit: Unit): Unit {
  const architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64'
  return { ...unit, architecture, ...(process.platform === 'linux' ? {} : { system: process.platform }) }
}

/** Gives what is built for the layers of a stack: those whose Metadata in the template, which SAM does not pass on, says how. */
export function layerUnits(
  { resources, provider }: Stack,
  document: Properties,
  templateFolder: string,
): readonly Unit[] {
  return Object.values(resources).flatMap(({ logicalId, type, properties, origin }) => {
    const metadata = record(at(document, [...origin.slice(0, 2), 'Metadata']))
    const [path, asked] = [text(properties.Content), text(metadata.BuildMethod)]
    if (type !== 'AWS::Lambda::LayerVersion' || path === undefined || asked === undefined) return []
    const folder = resolve(templateFolder, path)
    if (kindAt(folder) !== 'folder') return []
    const [runtime = ''] = list(properties.CompatibleRuntimes)
    return {
      // SAM renames a layer at every change; a makefile knows it by the name that the template gives.
      id: text(origin[1]) ?? logicalId,
      kind: 'layer' as const,
      provider,
      runtime: /^(makefile|esbuild)$/.test(asked) ? String(runtime) : asked,
      handler: '',
      architecture: metadata.BuildArchitecture === 'arm64' ? ('arm64' as const) : ('x86_64' as const),
      environment: {},
      folder,
      metadata,
    }
  })
}
