import { FnxError } from '../../../model/diagnostic.ts'
import { noLookupResults } from '../../../model/lookup-results.ts'
import type { LookupRemark, LookupReply, Lookups } from '../../../model/lookups.ts'
import type { AwsClient } from '../client.ts'
import { denial } from '../kit/denial.ts'
import { readReference } from '../kit/reference.ts'

/** One thing that is asked of Systems Manager. */
interface Ask {
  readonly of: 'parameters' | 'references'
  /** The template's parameter, or the text of the reference. */
  readonly name: string
  /** `name` or `name:3`. */
  readonly parameter: string
  /** A secret is asked for: only then is a SecureString given in clear. */
  readonly secure: boolean
}

/** A parameter as Systems Manager answers it. */
interface Found {
  readonly type: string
  readonly value: string
}

// GetParameters takes ten names.
const most = 10

/** Asks Systems Manager for the parameters that a template names, by type and by dynamic reference. */
export async function askParameters(client: AwsClient, questions: Lookups): Promise<LookupReply> {
  const asks = asksOf(questions)
  const batches = [false, true].flatMap(secure => batchesOf(asks.filter(ask => ask.secure === secure)))
  const found = await Promise.all(batches.map(batch => askBatch(client, batch)))
  const parts = found.flat()
  return {
    lookupResults: {
      ...noLookupResults,
      parameters: given(parts, 'parameters'),
      references: given(parts, 'references'),
    },
    remarks: parts.flatMap(part => ('diagnostic' in part ? [part] : [])),
  }
}

function asksOf({ parameters, references }: Lookups): readonly Ask[] {
  const typed = Object.entries(parameters).map(
    ([name, parameter]): Ask => ({ of: 'parameters', name, parameter, secure: false }),
  )
  const referred = references.flatMap((name): readonly Ask[] => {
    const reference = readReference(name)
    if (reference === undefined || reference.service === 'secretsmanager') return []
    return [{ of: 'references', name, parameter: reference.name, secure: reference.service === 'ssm-secure' }]
  })
  return [...typed, ...referred]
}

/** Each batch names a parameter once, in one version: Systems Manager refuses doubles. */
function batchesOf(asks: readonly Ask[]): readonly (readonly Ask[])[] {
  const batches: Map<string, Ask[]>[] = []
  for (const ask of asks) {
    const base = ask.parameter.replace(/:\d+$/, '')
    const fitting = batches.find(batch => {
      const there = batch.get(base)
      return there === undefined ? batch.size < most : there[0]?.parameter === ask.parameter
    })
    const batch = fitting ?? new Map<string, Ask[]>()
    if (fitting === undefined) batches.push(batch)
    batch.set(base, [...(batch.get(base) ?? []), ask])
  }
  return batches.map(batch => [...batch.values()].flat())
}

type Answered = LookupRemark | (Ask & Found)

async function askBatch(client: AwsClient, batch: readonly Ask[]): Promise<readonly Answered[]> {
  const names = [...new Set(batch.map(({ parameter }) => parameter))]
  const secure = batch.some(ask => ask.secure)
  try {
    const answer = await client.call('ssm', 'GetParameters', { Names: names, WithDecryption: secure })
    const found = new Map<string, Found>()
    for (const {
      Name = '',
      ARN = '',
      Selector = '',
      Type: type = '',
      Value: value = '',
    } of answer.Parameters ?? [])
      for (const name of [Name, ARN]) found.set(`${name}${Selector}`, { type, value })
    return batch.map(ask => answeredBy(ask, found.get(ask.parameter)))
  } catch (error) {
    if (error instanceof FnxError) throw error
    return [denial(error, { of: batch[0]?.of ?? 'references', names: batch.map(({ name }) => name) })]
  }
}

function answeredBy(ask: Ask, found: Found | undefined): Answered {
  const { of, name, parameter, secure } = ask
  if (found === undefined) return { of, name, diagnostic: absent(parameter) }
  if (found.type !== 'SecureString' || secure) return { ...ask, ...found }
  const hint = 'Keep the value in AWS Secrets Manager and refer to it by {{resolve:secretsmanager:…}}.'
  return {
    of,
    name,
    diagnostic: {
      code: 'E6206',
      message: `Parameter ${parameter} of Systems Manager is a SecureString.`,
      hint,
    },
  }
}

function absent(parameter: string): LookupRemark['diagnostic'] {
  const [, name = parameter, version] = /^(.*?)(?::(\d+))?$/.exec(parameter) ?? []
  const which = version === undefined ? '' : `version ${version} of `
  return {
    code: 'E5006',
    message: `Systems Manager has no ${which}parameter ${name} in this account and region.`,
    hint: `Make it: aws ssm put-parameter --name ${name} --type String --value VALUE`,
  }
}

function given(parts: readonly Answered[], of: Ask['of']): Readonly<Record<string, string>> {
  const own = parts.flatMap(part => ('value' in part && part.of === of ? [[part.name, part.value]] : []))
  return Object.fromEntries(own)
}
