import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { isRecord, type Properties, type Value } from '../../src/model/value.ts'
import { corpora } from '../support/corpora.ts'

/** One template with what the service makes of it: a template, or a refusal. */
export interface Case {
  readonly name: string
  readonly text: string
  readonly region: string
  readonly partition: string
  readonly parameters: Readonly<Record<string, string>>
  readonly output?: Value
  readonly error?: string
}

const regions = { aws: 'ap-southeast-1', 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1' }
const parameters = { param1: 'value1', param2: 'value2' }
const translator = `${corpora}/sam-translator`

/** Reads the translator's own cases: what is to be expanded in three partitions. */
export function successCases(): readonly Case[] {
  return inputs(name => !name.startsWith('error_')).flatMap(name =>
    Object.entries(regions).flatMap(([partition, region]): Case[] => {
      const file = `${translator}/output/${partition}/${name}.json`
      if (!existsSync(file)) return []
      const common = { text: textOf(name), region, partition, parameters }
      return [{ name: `${partition}/${name}`, ...common, output: json(file) }]
    }),
  )
}

/** Reads the translator's own cases of what is to be refused. */
export function errorCases(): readonly Case[] {
  return inputs(name => name.startsWith('error_')).flatMap((name): Case[] => {
    const file = `${translator}/output/error/${name}.json`
    const expected = existsSync(file) ? json(file) : undefined
    if (!isRecord(expected)) return []
    const common = { text: textOf(name), region: regions.aws, partition: 'aws', parameters }
    return [{ name, ...common, error: String(expected.errorMessage) }]
  })
}

/** Reads the templates of public repositories with the translator's answers. */
export function wildCases(): readonly Case[] {
  const folder = `${corpora}/sam-wild`
  const files = readdirSync(folder).filter(file => file.endsWith('.case.json'))
  return files.map(file => {
    // a case file holds the fields of a case, its document under `input`
    const { input, region, partition, output, error, ...rest } = json(
      `${folder}/${file}`,
    ) as unknown as Case & {
      readonly input: Properties
    }
    const name = file.replace('.case.json', '')
    const common = { name, text: JSON.stringify(input), region, partition, parameters: rest.parameters }
    return output === undefined ? { ...common, error: JSON.stringify(error) } : { ...common, output }
  })
}

function inputs(wanted: (name: string) => boolean): readonly string[] {
  return readdirSync(`${translator}/input`)
    .map(file => file.replace(/\.yaml$/, ''))
    .filter(wanted)
}

function textOf(name: string): string {
  return readFileSync(`${translator}/input/${name}.yaml`, 'utf8')
}

function json(file: string): Value {
  return JSON.parse(readFileSync(file, 'utf8'))
}
