import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import { codes } from '../src/model/codes.ts'
import { sort } from '../src/model/graph.ts'
import { clouds } from '../src/providers/index.ts'
import { rules } from '../src/template/rules/index.ts'
import chinese from '../src/workflows/chinese.json' with { type: 'json' }
import explanations from '../src/workflows/explanations.json' with { type: 'json' }

const root = join(import.meta.dirname, '..')
const src = join(root, 'src')

interface Source {
  /** Relative to src, with slashes. */
  readonly file: string
  readonly text: string
  readonly imports: readonly Import[]
}

interface Import {
  readonly specifier: string
  readonly typeOnly: boolean
  readonly dynamic: boolean
}

const sources: readonly Source[] = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .map(file => {
    const text = readFileSync(join(src, file), 'utf8')
    return { file: file.split(sep).join('/'), text, imports: importsOf(text) }
  })

function importsOf(text: string): readonly Import[] {
  const fixed = [...text.matchAll(/^(?:import|export)\s+(type\s)?[^'"()]*?from\s+'([^']+)'/gm)]
  const bare = [...text.matchAll(/^import\s+'([^']+)'/gm)]
  const dynamic = [...text.matchAll(/import\(\s*'([^']+)'/g)]
  return [
    ...fixed.map(([, type, specifier = '']) => ({ specifier, typeOnly: type !== undefined, dynamic: false })),
    ...bare.map(([, specifier = '']) => ({ specifier, typeOnly: false, dynamic: false })),
    ...dynamic.map(([, specifier = '']) => ({ specifier, typeOnly: false, dynamic: true })),
  ]
}

/** `providers/aws` for a file of a cloud, else the first folder; `providers/index.ts` is the table. */
function wingOf(file: string): string {
  const [first = '', second = ''] = file.split('/')
  return first === 'providers' && !second.endsWith('.ts') ? `${first}/${second}` : first
}

function targetOf(source: Source, { specifier }: Import): string | undefined {
  if (!specifier.startsWith('.')) return undefined
  return relative(src, resolve(src, dirname(source.file), specifier))
    .split(sep)
    .join('/')
}

const edges = sources.flatMap(source =>
  source.imports.flatMap(entry => {
    const target = targetOf(source, entry)
    return target === undefined ? [] : [{ from: source.file, to: target, ...entry }]
  }),
)

it('writes to the terminal in one place, where what would act on it is shown as an escape', () => {
  const writing = /\b(?:stdout|stderr)\.write\(/
  const places = sources.filter(({ file, text }) => file.startsWith('cli/') && writing.test(text))
  expect(places.map(({ file }) => file)).toEqual(['cli/views/write.ts'])
})

it('lets a workflow speak through what it is handed: it knows neither terminal nor process', () => {
  const speaking = /\bprocess\.(?:argv|env|exit|std\w+)|\bconsole\.|'node:readline/
  const places = sources.filter(({ file, text }) => file.startsWith('workflows/') && speaking.test(text))
  expect(places.map(({ file }) => file)).toEqual([])
})

describe('import directions', () => {
  it('finds every file that is imported', () => {
    const missing = edges.filter(({ to }) => !existsSync(join(src, to)))
    expect(missing.map(({ from, to }) => `${from} -> ${to}`)).toEqual([])
  })

  it('lets a wing import itself and the ground, workflows all wings, and the roof all', () => {
    const allowed = (from: string, to: string): boolean => {
      const [wing, other] = [wingOf(from), wingOf(to)]
      if (wing === other || other === 'model' || wing === 'cli') return true
      if (wing === 'workflows') return other !== 'cli'
      if (other === 'providers/kit' && wing.startsWith('providers/')) return true
      return from === 'providers/index.ts' && other.startsWith('providers/')
    }
    expect(
      edges.filter(({ from, to }) => !allowed(from, to)).map(({ from, to }) => `${from} -> ${to}`),
    ).toEqual([])
  })

  it('lets the roof know of the wings their types, and how YAML is read and written', () => {
    const wings = /^(?:plan|apply|state|artifact|emulator|providers)$/
    const direct = edges.filter(({ from, to, typeOnly }) => {
      const other = wingOf(to).split('/')[0] ?? ''
      return wingOf(from) === 'cli' && wings.test(other) && !typeOnly
    })
    expect(direct.map(({ from, to }) => `${from} -> ${to}`)).toEqual([])
  })

  it('keeps the ground free of packages and of Node', () => {
    const outside = sources
      .filter(({ file }) => file.startsWith('model/'))
      .flatMap(({ file, imports }) => imports.map(({ specifier }) => ({ file, specifier })))
      .filter(({ specifier }) => !specifier.startsWith('.'))
    expect(outside).toEqual([])
  })

  it('has no loops, not even of types', () => {
    const graph = Object.fromEntries(
      sources.map(({ file }) => [
        file,
        edges.filter(edge => edge.from === file && !edge.dynamic).map(({ to }) => to),
      ]),
    )
    expect(sort(graph).cycle).toEqual([])
  })

  it('keeps the rooms of a cloud in their order', () => {
    const wrong = edges.filter(({ from, to, typeOnly }) => !isInOrder(from, to, typeOnly))
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([])
  })

  it('lets the services of a cloud import each other one way only', () => {
    const rooms = Object.fromEntries(
      clouds.flatMap(({ name }) =>
        servicesOf(name).map(room => [
          `${name}/${room}`,
          [...new Set(edges.flatMap(edge => neighbour(name, room, edge)))],
        ]),
      ),
    )
    expect(sort(rooms).cycle).toEqual([])
  })

  it('reaches every file from where a program begins', () => {
    const reached = new Set(['cli/main.ts', 'artifact/zip-worker.ts'])
    for (const file of reached) for (const { from, to } of edges) if (from === file) reached.add(to)
    expect(sources.map(({ file }) => file).filter(file => !reached.has(file))).toEqual([])
  })
})

/** What the rooms of a cloud that are no service may import of their own cloud. */
const innerRooms: Readonly<Record<string, readonly string[]>> = {
  data: [],
  kit: ['data'],
  protocols: ['kit', 'data'],
  contract: ['kit', 'data'],
  dialect: ['kit', 'data'],
}

/** Files beside the rooms that a service and the kit may use: how the cloud is called, and what its errors are. */
const callers = /^(api|call|clear-answer|client(-\w+)?|clients|credentials|diagnose|endpoints)\.ts$/

interface Spot {
  readonly cloud: string
  /** Empty for a file beside the rooms. */
  readonly room: string
  readonly file: string
}

function spotOf(path: string): Spot | undefined {
  const [first, cloud = '', ...rest] = path.split('/')
  if (first !== 'providers' || cloud === 'kit' || rest.length === 0) return undefined
  return { cloud, room: rest.length === 1 ? '' : (rest[0] ?? ''), file: rest.at(-1) ?? '' }
}

function isInOrder(from: string, to: string, typeOnly: boolean): boolean {
  const [here, there] = [spotOf(from), spotOf(to)]
  if (here === undefined || there === undefined || here.cloud !== there.cloud) return true
  if (here.room === there.room || here.room === '') return true
  const inner = innerRooms[here.room]
  if (there.room === '')
    return callers.test(there.file) && (inner === undefined || here.room === 'kit' || typeOnly)
  return inner === undefined ? there.room !== 'dialect' : inner.includes(there.room)
}

function servicesOf(cloud: string): readonly string[] {
  const rooms = sources.flatMap(({ file }) => {
    const spot = spotOf(file)
    return spot?.cloud === cloud && spot.room !== '' && innerRooms[spot.room] === undefined ? [spot.room] : []
  })
  return [...new Set(rooms)]
}

function neighbour(
  cloud: string,
  room: string,
  { from, to, dynamic }: (typeof edges)[number],
): readonly string[] {
  const [here, there] = [spotOf(from), spotOf(to)]
  const leaves = !dynamic && here?.cloud === cloud && here.room === room && there?.cloud === cloud
  return leaves && there.room !== room && servicesOf(cloud).includes(there.room)
    ? [`${cloud}/${there.room}`]
    : []
}

/** Each package stands behind one door: a file or a folder of files. */
const doors: Readonly<Record<string, RegExp>> = {
  yaml: /^template\/yaml\//,
  'js-yaml': /^template\/yaml\//,
  re2js: /^template\/patterns\.ts$/,
  ajv: /^template\/schema\//,
  commander: /^cli\/program\.ts$/,
  chalk: /^cli\/views\//,
  'smol-toml': /^(cli\/config|build\/python)\/toml\.ts$/,
  ignore: /^artifact\/ignore\.ts$/,
  yauzl: /^artifact\//,
  esbuild: /^build\/esbuild\/esbuild\.ts$/,
  croner: /^emulator\/sources\//,
}

describe('packages', () => {
  it('stand behind their doors', () => {
    const packages = sources.flatMap(({ file, imports }) =>
      imports
        .filter(({ specifier }) => !specifier.startsWith('.') && !specifier.startsWith('node:'))
        .map(({ specifier, typeOnly }) => ({ file, name: packageOf(specifier), typeOnly })),
    )
    const wrong = packages.filter(({ file, name }) => !(doorOf(name)?.test(file) ?? false))
    expect(wrong.map(({ file, name }) => `${file}: ${name}`)).toEqual([])
  })

  it('are named in package.json', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    const named = new Set([...Object.keys(dependencies), ...Object.keys(devDependencies)])
    const used = sources.flatMap(({ imports }) => imports.map(({ specifier }) => specifier))
    const outside = used.filter(specifier => !specifier.startsWith('.') && !specifier.startsWith('node:'))
    expect(outside.map(packageOf).filter(name => !named.has(name))).toEqual([])
  })

  it('name modules of Node by their prefix', () => {
    const bare = sources.flatMap(({ file, imports }) =>
      imports
        .filter(({ specifier }) => builtinModules.includes(specifier))
        .map(({ specifier }) => `${file}: ${specifier}`),
    )
    expect(bare).toEqual([])
  })
})

function packageOf(specifier: string): string {
  const [scope = '', name = ''] = specifier.split('/')
  return scope.startsWith('@') ? `${scope}/${name}` : scope
}

function doorOf(name: string): RegExp | undefined {
  if (/^@aws-sdk\/|^@smithy\//.test(name))
    return /^providers\/aws\/([\w-]+\/client|clients?|connect|protocols\/signature)\.ts$/
  if (/^@alicloud\/|^ali-oss$|^@darabonba\//.test(name))
    return /^providers\/aliyun\/(client(-\w+)?|credentials)\.ts$/
  if (/^tencentcloud-sdk-nodejs$|^cos-nodejs-sdk-v5$/.test(name))
    return /^providers\/tencent\/([\w-]+\/client|api|connect)\.ts$/
  return doors[name]
}

describe('tables', () => {
  const tables = [
    'template/rules',
    'template/intrinsics',
    'build/methods',
    'emulator/runtimes',
    'emulator/sources',
    'cli/commands',
    ...clouds.flatMap(({ name }) =>
      ['dialect/events', 'dialect/rules'].map(room => `providers/${name}/${room}`),
    ),
  ].filter(folder => existsSync(join(src, folder)))

  it.each(tables)('%s/index.ts reaches every file of its folder', folder => {
    const files = sources.map(({ file }) => file).filter(file => dirname(file) === folder)
    const reached = new Set<string>([`${folder}/index.ts`])
    for (const file of reached)
      for (const { from, to } of edges) if (from === file && to.startsWith(`${folder}/`)) reached.add(to)
    expect(files.filter(file => !reached.has(file))).toEqual([])
  })
})

describe('codes', () => {
  it('are used once, have a letter and an area, and are explained', async () => {
    const dialects = await Promise.all(clouds.map(({ dialect }) => dialect()))
    const ruleCodes = [...rules, ...dialects.flatMap(dialect => dialect.rules)].map(({ code }) => code)
    const all = [...Object.keys(codes), ...ruleCodes]
    expect(all.filter((code, index) => all.indexOf(code) !== index)).toEqual([])
    expect(all.filter(code => !/^[EWI]\d{4}$/.test(code))).toEqual([])
    const told = Object.entries(explanations).filter(([, texts]) => texts.every(text => text.length > 5))
    const lack = 'each needs a line in src/workflows/explanations.json: an example, and what to do'
    expect(
      all.filter(code => !told.some(([other]) => other === code)),
      lack,
    ).toEqual([])
    expect(Object.keys(explanations).filter(code => !all.includes(code))).toEqual([])
    const translated = Object.entries(chinese).filter(([, texts]) => texts.every(isChinese))
    const missing = 'each needs a line in src/workflows/chinese.json: its title, and what to do'
    expect(
      all.filter(code => !translated.some(([other]) => other === code)),
      missing,
    ).toEqual([])
    expect(Object.keys(chinese).filter(code => !all.includes(code))).toEqual([])
    const used = new Set(
      sources.flatMap(({ text }) => [...text.matchAll(/'([EWI]\d{4})'/g)].map(([, code]) => code)),
    )
    expect([...used].filter(code => code !== undefined && !all.includes(code))).toEqual([])
  })
})

function isChinese(text: string): boolean {
  return /[\u4e00-\u9fff]/.test(text)
}

describe('style', () => {
  it('explains every escape from the type system', () => {
    const escapes = sources.flatMap(({ file, text }) =>
      text
        .split('\n')
        .map((line, index) => ({ line, place: `${file}:${index + 1}` }))
        .filter(({ line }) => /\bas any\b|: any\b|@ts-ignore|@ts-expect-error|as unknown as/.test(line))
        .filter(({ line }) => !line.includes('//')),
    )
    expect(escapes.map(({ place }) => place)).toEqual([])
  })

  it('has no attics and no default exports', () => {
    const attics = sources.filter(({ file }) =>
      /^(utils?|helpers?|common|types|constants)\.ts$/.test(basename(file)),
    )
    expect(attics.map(({ file }) => file)).toEqual([])
    expect(sources.filter(({ text }) => /^export default/m.test(text)).map(({ file }) => file)).toEqual([])
  })
})
