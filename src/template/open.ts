import type { Checked } from '../model/diagnostic.ts'
import type { Dialect } from '../model/dialect.ts'
import type { Cloud } from '../model/provider.ts'
import type { Template } from '../model/template.ts'
import { inOrder } from './check.ts'
import { recognise } from './recognise.ts'
import { decode } from './yaml/decode.ts'
import { read } from './yaml/read.ts'

/** A template file that was not looked at yet. */
export interface OpenInput {
  readonly file: string
  readonly text: string | Uint8Array
  readonly clouds: readonly Cloud[]
  /** The cloud, where the document is not to be asked. */
  readonly cloud?: string
}

/** A template that could be read, with the dialect that it is written in. */
export interface Opened {
  readonly template: Template
  readonly cloud: Cloud
  readonly dialect: Dialect
}

/** Reads a template file and finds its dialect; what YAML can be made of comes with what is wrong with it. */
export async function open(input: OpenInput): Promise<Checked<Opened>> {
  const { value: text, diagnostics: unreadable } = decode(input.file, input.text)
  if (text === undefined) return { diagnostics: unreadable }
  const { template, diagnostics } = await read(input.file, text)
  if (template === undefined) return { diagnostics: inOrder(diagnostics) }
  const cloud = recognise(template, input.clouds, input.cloud)
  if ('message' in cloud) return { diagnostics: inOrder([...diagnostics, cloud]) }
  return { value: { template, cloud, dialect: await cloud.dialect() }, diagnostics }
}
