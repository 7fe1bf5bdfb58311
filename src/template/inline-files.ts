import type { Diagnostic } from '../model/diagnostic.ts'
import type { InlinedFile } from '../model/dialect.ts'
import type { Resource, Stack } from '../model/stack.ts'
import { holdsCall, own, type Properties, type Value } from '../model/value.ts'
import { read } from './yaml/read.ts'

/** By resource type, the properties that may name a file. */
export type InlinedFiles = Readonly<Record<string, readonly InlinedFile[]>>

/** A property of a resource that names a file beside the template. */
export interface NamedFile {
  readonly logicalId: string
  readonly file: InlinedFile
  readonly path: string
}

/** Lists the files that properties of a stack name; addresses in the cloud are none. */
export function filesIn({ resources }: Stack, inlined: InlinedFiles = {}): readonly NamedFile[] {
  return Object.values(resources).flatMap(({ logicalId, type, properties }) =>
    (own(inlined, type) ?? []).flatMap(file => {
      const path = properties[file.from]
      return typeof path === 'string' && !/^\w+:\/\//.test(path) ? [{ logicalId, file, path }] : []
    }),
  )
}

/** Puts what files hold into the properties that take it; what cannot be read stays as it is written. */
export async function inlineFiles(
  stack: Stack,
  inlined: InlinedFiles | undefined,
  readText: ((path: string) => string | undefined) | undefined,
): Promise<{ readonly stack: Stack; readonly diagnostics: readonly Diagnostic[] }> {
  const resources = { ...stack.resources }
  const diagnostics: Diagnostic[] = []
  for (const named of filesIn(stack, inlined)) {
    const [text, resource] = [readText?.(named.path), own(resources, named.logicalId)]
    if (text === undefined || resource === undefined) continue
    const content = await contentOf(named, text)
    diagnostics.push(...content.diagnostics)
    resources[named.logicalId] = withContent(resource, named.file, content.properties)
  }
  return { stack: { ...stack, resources }, diagnostics }
}

function withContent(resource: Resource, { from }: InlinedFile, content: Properties): Resource {
  const { [from]: _, ...properties } = resource.properties
  return { ...resource, properties: { ...properties, ...content } }
}

interface Content {
  readonly properties: Properties
  readonly diagnostics: readonly Diagnostic[]
}

/** What looks like a call in a file is none, for the cloud reads files as they are: such a document stays text. */
async function contentOf({ file: { to, text: asText }, path }: NamedFile, text: string): Promise<Content> {
  if (to === undefined) return { properties: { [asText]: text }, diagnostics: [] }
  const { template, diagnostics } = await read(path, text)
  const document: Value = template?.document ?? {}
  const value = holdsCall(document) ? { [asText ?? to]: JSON.stringify(document) } : { [to]: document }
  return { properties: value, diagnostics }
}
