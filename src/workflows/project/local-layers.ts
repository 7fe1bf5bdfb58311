import { resolve } from 'node:path'
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Coded, FunctionSpec } from '../../model/stack.ts'
import type { Loaded } from '../../template/loaded.ts'
import { type BuildInput, buildLayers } from './built.ts'

/** The layers of some functions that are run from source, and what was found on the way. */
export interface LocalLayers {
  /** Gives what a function sees, the earlier layers first. */
  of(spec: FunctionSpec): readonly Coded[]
  /** The folders and zips whose change asks for the layers of a function anew. */
  watches(spec: FunctionSpec): readonly string[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Builds what is to be built of the layers that functions use, and names those that are not of their template. */
export async function localLayers(
  functions: readonly FunctionSpec[],
  loaded: Loaded,
  input: BuildInput,
): Promise<LocalLayers> {
  const names = new Set(functions.flatMap(({ layers = [] }) => layers.map(({ name }) => name)))
  if (names.size === 0) return { of: () => [], watches: () => [], diagnostics: [] }
  const written = ((await loaded.cloud.layers?.(loaded.stack)) ?? []).filter(({ id }) => names.has(id))
  const { layers, diagnostics } = await buildLayers(written, loaded, input)
  const used = (all: readonly Coded[], spec: FunctionSpec) =>
    (spec.layers ?? []).flatMap(({ name }) => all.find(({ id }) => id === name) ?? [])
  return {
    of: spec => used(layers, spec),
    watches: spec => used(written, spec).map(({ code }) => resolve(input.folder, code?.path ?? '.')),
    diagnostics: [...diagnostics, ...functions.flatMap(spec => notHere(spec, written))],
  }
}

function notHere({ id, layers = [] }: FunctionSpec, known: readonly Coded[]): readonly Diagnostic[] {
  const missing = layers.map(({ name }) => name).filter(name => !known.some(layer => layer.id === name))
  return missing.map(name => ({
    code: 'W9005',
    message: `${id} uses the layer ${name}, whose content is not on this machine: ${id} runs without it here.`,
    hint: 'To have it locally, unpack it beside the template and name the folder in a layer of the template.',
  }))
}
