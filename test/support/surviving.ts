import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Diagnostic } from '../../src/model/diagnostic.ts'
import type { Stack } from '../../src/model/stack.ts'
import { clouds } from '../../src/providers/index.ts'
import { expandFile } from '../../src/template/expand-file.ts'
import { load } from '../../src/template/load.ts'

const root = join(import.meta.dirname, '..', '..')

/** Loads a template with all checks and expands it alone, as the commands do; gives what both find. */
export async function survive(text: string | Uint8Array): Promise<readonly Diagnostic[]> {
  const common = { file: 't.yaml', text, clouds, parameters: {} }
  const loaded = await load({
    ...common,
    root,
    look: path => (statSync(join(root, 'test', path), { throwIfNoEntry: false }) ? 'folder' : undefined),
    today: new Date('2026-11-22'),
    functionsOf: async stack => functionsOf(stack),
  })
  const expanded = await expandFile({ ...common, world: {} })
  for (const { value, diagnostics } of [loaded, expanded])
    if (value === undefined) expect(diagnostics).not.toEqual([])
  return [...loaded.diagnostics, ...expanded.diagnostics]
}

function functionsOf(stack: Stack) {
  const cloud = clouds.find(({ name }) => name === stack.provider)
  const world = { account: '0', region: 'r', partition: 'aws', stackName: 'app', stage: 'local' }
  return cloud?.functions(stack, world, value => value) ?? []
}

/** Gives what is not as it must be with findings: their words, and their places in the text. */
export function wrongPlaces(text: string | Uint8Array, found: readonly Diagnostic[]): readonly string[] {
  const lines = Buffer.from(text)
    .toString()
    .split(/\r\n|\r|\n/)
  return found.flatMap(({ code, message, hint, location, related }) =>
    [location, ...(related ?? []).map(one => one.location)].flatMap(place => {
      if (message === '' || hint === '') return [`${code} says nothing`]
      if (place === undefined) return []
      const { start, end } = place
      const length = lines[start.line - 1]?.length ?? -1
      const after = start.line < end.line || (start.line === end.line && start.column <= end.column)
      return start.line >= 1 && start.column >= 1 && start.column <= length + 1 && after
        ? []
        : [`${code} at ${JSON.stringify(place)}`]
    }),
  )
}
