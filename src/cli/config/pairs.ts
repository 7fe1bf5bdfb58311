import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { FnxError, type Location } from '../../model/diagnostic.ts'
import { isList, isRecord } from '../../model/value.ts'
import type { Pairs } from '../command.ts'

/** Gives the pairs of a map, or of a list of maps and of `ParameterKey` with `ParameterValue`; nothing for all else. */
export function pairsFrom(value: unknown): Pairs | undefined {
  if (isList(value)) {
    const parts = value.map(pairsOfItem)
    return parts.every(part => part !== undefined) ? Object.assign({}, ...parts) : undefined
  }
  if (!isRecord(value)) return undefined
  const entries = Object.entries(value).map(([name, item]) => [name, textOf(item)] as const)
  return entries.some(([, text]) => text === undefined) ? undefined : (Object.fromEntries(entries) as Pairs) // none is absent
}

function pairsOfItem(item: unknown): Pairs | undefined {
  if (typeof item === 'string') {
    const sign = item.indexOf('=')
    return sign < 1 ? undefined : { [item.slice(0, sign)]: item.slice(sign + 1) }
  }
  if (!isRecord(item)) return undefined
  const { ParameterKey: key = item.Key, ParameterValue: value = item.Value } = item
  return typeof key === 'string' ? pairsFrom({ [key]: value }) : pairsFrom(item)
}

/** Lists go as CloudFormation takes them, with commas. */
function textOf(value: unknown): string | undefined {
  if (isList(value))
    return value.every(item => !isList(item) && !isRecord(item)) ? value.join(',') : undefined
  if (value === null || value === undefined) return ''
  return isRecord(value) ? undefined : String(value)
}

/** Reads pairs from a file of JSON or YAML; `named` and `location` say where it was asked for. */
export async function readPairs(file: string, named?: string, location?: Location): Promise<Pairs> {
  const at = location === undefined ? {} : { location }
  const fail = (reason: string): FnxError =>
    new FnxError(
      {
        code: 'E0019',
        message: `${basename(file)}${named === undefined ? '' : `, which ${named} names,`} ${reason}.`,
        hint: 'Write a map of names and values, as JSON or YAML.',
        ...at,
      },
      2,
    )
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw fail(error.code === 'ENOENT' ? 'is not there' : 'cannot be read')
  })
  const { parse } = await import('../../template/yaml/parse.ts')
  const parsed = parse(text.replace(/^\ufeff/, ''))
  const pairs = 'value' in parsed ? pairsFrom(parsed.value) : undefined
  if (pairs === undefined) throw fail('holds no pairs of name and value')
  return pairs
}
