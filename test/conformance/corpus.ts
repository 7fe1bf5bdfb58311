import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { Template } from '../../src/model/template.ts'
import { isRecord, type Properties, type Value } from '../../src/model/value.ts'
import { read } from '../../src/template/read.ts'
import { corpora } from '../support/corpora.ts'

/** One template with what the service makes of it: a template, or a refusal. */
export interface Case {
  readonly name: string
  readonly document: Properties
  /** As it was read, where it was read from a file. */
  readonly template?: Template
  readonly region: string
  readonly partition: string
  readonly parameters: Properties
  readonly output?: Value
  readonly error?: string
}

const regions = { aws: 'ap-southeast-1', 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1' }
const parameters = { param1: 'value1', param2: 'value2' }

/** Reads the translator's own cases: what is to be expanded in three partitions. */
export async function successCases(): Promise<readonly Case[]> {
  const found: Case[] = []
  for (const name of inputs().filter(file => !file.startsWith('error_'))) {
    const document = (await templateOf(name))?.document ?? {}
    for (const [partition, region] of Object.entries(regions)) {
      const file = `${corpora}/sam-translator/output/${partition}/${name}.json`
      if (existsSync(file))
        found.push({
          name: `${partition}/${name}`,
          document,
          region,
          partition,
          parameters,
          output: json(file),
        })
    }
  }
  return found
}

/** Reads the translator's own cases of what is to be refused. */
export async function errorCases(): Promise<readonly Case[]> {
  const found: Case[] = []
  for (const name of inputs().filter(file => file.startsWith('error_'))) {
    const file = `${corpora}/sam-translator/output/error/${name}.json`
    const expected = existsSync(file) ? json(file) : undefined
    if (!isRecord(expected)) continue
    const template = await templateOf(name)
    if (template === undefined) continue
    const common = { region: regions.aws, partition: 'aws', parameters }
    const { document } = template
    found.push({ name, document, template, ...common, error: String(expected.errorMessage) })
  }
  return found
}

/** Reads the templates of public repositories with the translator's answers. */
export function wildCases(): readonly Case[] {
  const folder = `${corpora}/sam-wild`
  const names = readdirSync(folder).filter(file => file.endsWith('.case.json'))
  // a case file holds the fields of a case, its document under `input`
  return names.map(name => {
    const { input, ...rest } = json(`${folder}/${name}`) as unknown as Case & { readonly input: Properties }
    const { region, partition } = rest
    const base = {
      name: name.replace('.case.json', ''),
      document: input,
      region,
      partition,
      parameters: rest.parameters,
    }
    return rest.output === undefined
      ? { ...base, error: JSON.stringify(rest.error) }
      : { ...base, output: rest.output }
  })
}

function inputs(): readonly string[] {
  return readdirSync(`${corpora}/sam-translator/input`).map(file => file.replace(/\.yaml$/, ''))
}

async function templateOf(name: string): Promise<Template | undefined> {
  const file = `${corpora}/sam-translator/input/${name}.yaml`
  return (await read(file, readFileSync(file, 'utf8'))).template
}

function json(file: string): Value {
  return JSON.parse(readFileSync(file, 'utf8'))
}
