import { holdsCall, isList, isRecord, list, member, record, text, type Value } from '../../model/value.ts'
import { didYouMean } from '../similar.ts'
import { type Evaluation, type Intrinsic, malformed } from './intrinsic.ts'

/** `Fn::FindInMap`: an entry of `Mappings`. */
export const findInMap: Intrinsic = (argument, evaluation) => {
  if (!isList(argument) || argument.length < 3)
    return malformed('Fn::FindInMap', argument, 'a mapping and two keys', evaluation)
  const [options] = argument.slice(3)
  const fallback = isRecord(options) ? member(options, 'DefaultValue') : undefined
  const keys = argument.slice(0, 3).map(key => evaluation.reduce(key) ?? null)
  const [map, first, second] = keys.map(text)
  if (map === undefined || first === undefined || second === undefined)
    return { 'Fn::FindInMap': [...keys, ...argument.slice(3)] }
  const { mappings } = evaluation.scope
  const level = record(member(mappings, map))
  const found = member(record(member(level, first)), second)
  if (found !== undefined) return found
  if (fallback !== undefined) return evaluation.reduce(fallback)
  missing(evaluation, [map, first, second])
  return { 'Fn::FindInMap': keys }
}

function missing(
  { scope, report }: Evaluation,
  [map = '', first = '', second = '']: readonly string[],
): void {
  const mapping = member(scope.mappings, map)
  const level = record(member(record(mapping), first))
  const [name, known, owner] =
    mapping === undefined
      ? [map, Object.keys(scope.mappings), 'Mappings']
      : Object.keys(level).length === 0
        ? [first, Object.keys(record(mapping)), map]
        : [second, Object.keys(level), `${map}.${first}`]
  report('E3007', `${owner} has no entry "${name}".`, didYouMean(name, known).hint)
}

/** `Fn::Select`: the item of a list at an index that counts from 0. */
export const select: Intrinsic = (argument, evaluation) => {
  const [index, items] = isList(argument) ? argument : []
  if (index === undefined || items === undefined || list(argument).length !== 2)
    return malformed('Fn::Select', argument, 'an index and a list', evaluation)
  const place = evaluation.reduce(index) ?? null
  const values = evaluation.reduce(items) ?? []
  if (holdsCall(place) || !isList(values)) return { 'Fn::Select': [place, values] }
  const found = values[Number(text(place))]
  if (found !== undefined) return found
  evaluation.report('E3007', `A list of ${values.length} has no item ${text(place)}; indexes count from 0.`)
  return { 'Fn::Select': [place, values] }
}

/** `Fn::Cidr`: so many blocks of addresses within a block of IPv4 addresses. */
export const cidr: Intrinsic = (argument, evaluation) => {
  if (!isList(argument) || argument.length < 2)
    return malformed('Fn::Cidr', argument, 'a block of addresses, a count and the bits of each', evaluation)
  const parts = argument.map(part => evaluation.reduce(part) ?? null)
  const [block, count, bits = '8'] = parts.map(text)
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/\d+$/.exec(block ?? '')
  // The cloud makes 256 blocks at most.
  if (match === null || !(Number(count) <= 256) || bits === undefined) return { 'Fn::Cidr': parts }
  const first = match.slice(1).reduce((address, byte) => address * 256 + Number(byte), 0)
  const size = 2 ** Number(bits)
  return Array.from({ length: Number(count) }, (_, index) => blockAt(first + index * size, 32 - Number(bits)))
}

function blockAt(address: number, mask: number): Value {
  const bytes = [24, 16, 8, 0].map(bit => Math.floor(address / 2 ** bit) % 256)
  return `${bytes.join('.')}/${mask}`
}
