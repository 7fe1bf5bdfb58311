import type { Diagnostic } from '../model/diagnostic.ts'
import { text } from '../model/value.ts'
import type { Method } from './method.ts'
import type { Unit } from './unit.ts'

/**
 * Chooses how a unit is built, by its `BuildMethod`, else by its runtime and the manifests in its folder. Nothing comes
 * out for code that lies ready.
 */
export function choose(
  { id, kind, runtime, metadata }: Unit,
  names: readonly string[],
  methods: readonly Method[],
): { readonly method?: Method; readonly finding?: Diagnostic } {
  const asked = text(metadata.BuildMethod)
  if (asked !== undefined) return named({ id, asked }, names, methods)
  if (kind === 'layer') return {}
  const method = methods.find(
    ({ runtimes, manifest, done }) =>
      runtimes?.test(runtime) === true &&
      manifest !== undefined &&
      names.some(name => manifest.test(name)) &&
      !names.some(name => done?.test(name) === true),
  )
  return method === undefined ? {} : { method }
}

/** Several methods may build one language; the manifests tell which. */
function named(
  { id, asked }: { readonly id: string; readonly asked: string },
  names: readonly string[],
  methods: readonly Method[],
) {
  const able = methods.filter(method => method.asked.test(asked))
  const method = able.find(
    ({ manifest }) => manifest === undefined || names.some(name => manifest.test(name)),
  )
  if (method !== undefined) return { method }
  // A language without a manifest has nothing to install: its files are the code.
  if (able.some(({ layerFolder }) => layerFolder !== undefined)) return { method: copied(able) }
  const finding = {
    code: 'E8013',
    message:
      able.length === 0
        ? `${id} asks for BuildMethod ${asked}, which is not a way of building that fnx knows.`
        : `${id} asks for BuildMethod ${asked}, and its folder holds no file that such a build begins with.`,
    hint: 'Use esbuild, makefile, rust-cargolambda, or a runtime such as python3.12, with its manifest beside the code.',
  }
  return { finding }
}

function copied(able: readonly Method[]): Method {
  const [{ layerFolder } = {}] = able
  return {
    name: 'copy',
    asked: /^$/,
    ...(layerFolder === undefined ? {} : { layerFolder }),
    load: async () => ({ build: async job => job.place(job.out) }),
  }
}
