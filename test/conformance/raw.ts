import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { corpora } from '../support/corpora.ts'

/** A template as somebody wrote it, with the names of what lies beside it. */
export interface RawCase {
  readonly name: string
  /** Its own name in its folder. */
  readonly file: string
  readonly text: string
  readonly beside: readonly string[]
  /** What the published transform makes of it once its code lies in a bucket. */
  readonly expected: 'output' | 'error'
}

/** Reads the templates of public repositories as they were written. */
export function rawCases(): readonly RawCase[] {
  const folder = `${corpora}/sam-raw`
  const index = JSON.parse(readFileSync(`${folder}/index.json`, 'utf8')) as Readonly<
    Record<string, Omit<RawCase, 'name' | 'text'>>
  >
  return Object.entries(index).map(([name, entry]) => ({
    name,
    ...entry,
    text: readFileSync(`${folder}/${name}`, 'utf8'),
  }))
}

/** Lays a template and plausible files beside it into a folder; gives the path of the template. */
export function layOut({ file, text, beside }: RawCase, folder: string): string {
  for (const name of beside) {
    const path = join(folder, normalize(name))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, plausible(name))
  }
  const path = join(folder, file)
  writeFileSync(path, text)
  return path
}

/** The least that a file of such a name may hold. */
function plausible(name: string): string {
  if (/\.json$/i.test(name)) return '{}\n'
  if (/(swagger|openapi|api)[^/]*\.ya?ml$/i.test(name))
    return "openapi: 3.0.1\ninfo: {title: t, version: '1'}\npaths: {}\n"
  if (/\.ya?ml$/i.test(name)) return 'Resources:\n  Topic: { Type: AWS::SNS::Topic }\n'
  // What a handler is called in it is not known: it hands on whatever another file has.
  if (/\.py$/i.test(name)) return 'from elsewhere import *\n'
  if (/\.(mjs|ts|mts)$/i.test(name)) return "export * from './elsewhere'\n"
  if (/\.c?js$/i.test(name)) return "module.exports = require('./elsewhere')\n"
  return ''
}
