import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import module from 'node:module'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { fnx, projectFrom, root, temporaryFolder } from '../support/fnx.ts'

interface Metafile {
  readonly outputs: Readonly<Record<string, { readonly inputs: Readonly<Record<string, unknown>> }>>
}

/** Which sources each built file holds, by the file's path. */
const inputs = new Map(
  Object.entries((JSON.parse(readFileSync(join(root, 'dist', 'meta.json'), 'utf8')) as Metafile).outputs).map(
    ([file, output]) => [file, Object.keys(output.inputs)], // esbuild's own form
  ),
)

/** Runs fnx and lists the sources whose code was loaded, as Node's own coverage saw it. */
async function sourcesLoadedBy(args: readonly string[], cwd: string): Promise<readonly string[]> {
  const coverage = temporaryFolder()
  const ended = await fnx(args, { cwd, env: { NODE_V8_COVERAGE: coverage } })
  expect(ended, ended.stderr).toMatchObject({ code: 0 })
  const scripts = readdirSync(coverage).flatMap(file => {
    const { result } = JSON.parse(readFileSync(join(coverage, file), 'utf8')) as { result: { url: string }[] } // V8's form
    return result.map(({ url }) => url).filter(url => url.startsWith('file:'))
  })
  return scripts.flatMap(url => inputs.get(relative(root, fileURLToPath(url))) ?? [])
}

async function packagesLoadedBy(args: readonly string[], cwd: string): Promise<readonly string[]> {
  return packagesOf(await sourcesLoadedBy(args, cwd))
}

/** The few functions of ajv that validators call when they run are no schema compiler. */
function packagesOf(sources: readonly string[]): readonly string[] {
  const compiling = sources.filter(source => !source.includes('node_modules/ajv/dist/runtime/'))
  return [...new Set(compiling.flatMap(packageOf))].sort()
}

function packageOf(source: string): readonly string[] {
  const name = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(source)?.[1]
  return name === undefined ? [] : [name]
}

const sdk = /^@aws-sdk|^@smithy|^@alicloud|^ali-oss|^tencentcloud|^cos-nodejs/
const schemaCompiler = /^ajv/
/** What knows how to deploy: the engine of recipes, which every resource type needs, and a cloud as a provider. */
const deploying = /^src\/providers\/(kit\/(resource-type|create|update|read)|\w+\/(provider|client))\.ts$/
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
    'validate of %s loads compiled validators, no SDK, no schema compiler, no resource type and nothing that explains mistakes',
    async name => {
      const sources = await sourcesLoadedBy(['validate'], projectFrom(join(root, 'templates', name)))
      const loaded = packagesOf(sources)
      expect(loaded.some(entry => yamlReader.test(entry))).toBe(true)
      expect(loaded.filter(entry => sdk.test(entry) || schemaCompiler.test(entry))).toEqual([])
      expect(sources.filter(source => source.startsWith('validator:'))).not.toEqual([])
      expect(sources.filter(source => /template\/schema\/(explain|validate)\.ts$/.test(source))).toEqual([])
      expect(sources.filter(source => deploying.test(source))).toEqual([])
    },
  )

  it('expand loads no SDK, no schema compiler, no validator and no matcher of patterns', async () => {
    const sources = await sourcesLoadedBy(['expand'], projectFrom(join(root, 'templates', 'aws-nodejs')))
    const loaded = packagesOf(sources)
    expect(loaded.some(entry => yamlReader.test(entry))).toBe(true)
    expect(
      loaded.filter(entry => sdk.test(entry) || schemaCompiler.test(entry) || entry === 're2js'),
    ).toEqual([])
    expect(sources.filter(source => source.startsWith('validator:'))).toEqual([])
  })

  const lookups = /^@aws-sdk\/client-(ssm|secrets-manager|ec2|cloudformation)$/
  it.each([
    ['nothing', '1', []],
    ['zones alone', "!Select [0, !GetAZs '']", ['@aws-sdk/client-ec2']],
  ])('plan loads clients for lookups only of what the template names: %s', async (_what, value, clients) => {
    const cwd = temporaryFolder()
    const template = `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Group: { Type: AWS::Logs::LogGroup, Properties: { Tags: [{ Key: a, Value: ${value} }] } }
`
    writeFileSync(join(cwd, 'template.yaml'), template)
    const loaded = await packagesLoadedBy(['plan', '--local'], cwd)
    expect(loaded).toContain('@aws-sdk/client-sts')
    expect(loaded.filter(name => lookups.test(name))).toEqual(clients)
  })
})

// Node has it since 22.1.
describe.skipIf(!('enableCompileCache' in module))('what Node compiled', () => {
  it('is kept in the cache of the user', async () => {
    const cache = temporaryFolder()
    const env = { XDG_CACHE_HOME: cache }
    expect(await fnx(['explain', 'E0001'], { cwd: temporaryFolder(), env })).toMatchObject({ code: 0 })
    expect(readdirSync(join(cache, 'fnx', 'compiled'))).not.toEqual([])
  })

  it.each(['/proc/nothing', 'beside'])('is not kept in %s, and nothing is said of it', async cache => {
    const cwd = temporaryFolder()
    const ended = await fnx(['explain', 'E0001'], { cwd, env: { XDG_CACHE_HOME: cache } })
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    expect(readdirSync(cwd)).toEqual([])
  })
})
