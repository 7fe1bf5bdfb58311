import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fnx, projectFrom, root, temporaryFolder } from '../support/fnx.ts'

interface Metafile {
  readonly outputs: Readonly<Record<string, { readonly inputs: Readonly<Record<string, unknown>> }>>
}

/** Which sources each built file holds, by the file's name. */
const inputs = new Map(
  Object.entries((JSON.parse(readFileSync(join(root, 'dist', 'meta.json'), 'utf8')) as Metafile).outputs).map(
    ([file, output]) => [basename(file), Object.keys(output.inputs)], // esbuild's own form
  ),
)

/** Runs fnx and lists the packages whose code was loaded, as Node's own coverage saw it. */
async function packagesLoadedBy(args: readonly string[], cwd: string): Promise<readonly string[]> {
  const coverage = temporaryFolder()
  const ended = await fnx(args, { cwd, env: { NODE_V8_COVERAGE: coverage } })
  expect(ended, ended.stderr).toMatchObject({ code: 0 })
  const scripts = readdirSync(coverage).flatMap(file => {
    const { result } = JSON.parse(readFileSync(join(coverage, file), 'utf8')) as { result: { url: string }[] } // V8's form
    return result.map(({ url }) => url)
  })
  const sources = scripts.flatMap(url => inputs.get(basename(url)) ?? [])
  return [...new Set(sources.flatMap(packageOf))].sort()
}

function packageOf(source: string): readonly string[] {
  const name = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(source)?.[1]
  return name === undefined ? [] : [name]
}

const sdk = /^@aws-sdk|^@smithy|^@alicloud|^ali-oss|^tencentcloud|^cos-nodejs/
const schemaCompiler = /^ajv/
const yamlReader = /^(yaml|js-yaml)$/

describe('what a command loads', () => {
  it.each([['--version'], ['--help']])('%s loads no package at all', async flag => {
    expect(await packagesLoadedBy([flag], temporaryFolder())).toEqual([])
  })

  it('the help of a command loads no SDK, no schema compiler and no YAML reader', async () => {
    const loaded = await packagesLoadedBy(['explain', '--help'], temporaryFolder())
    expect(loaded).toContain('commander')
    expect(
      loaded.filter(name => sdk.test(name) || schemaCompiler.test(name) || yamlReader.test(name)),
    ).toEqual([])
  })

  it.each(readdirSync(join(root, 'templates')))(
    'validate of %s loads no SDK and no schema compiler',
    async name => {
      const loaded = await packagesLoadedBy(['validate'], projectFrom(join(root, 'templates', name)))
      expect(loaded.some(entry => yamlReader.test(entry))).toBe(true)
      expect(loaded.filter(entry => sdk.test(entry) || schemaCompiler.test(entry))).toEqual([])
    },
  )
})
