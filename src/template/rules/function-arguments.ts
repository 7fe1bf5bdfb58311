import { callOf, holes, isList, isRecord, list, type Path, record, type Value } from '../../model/value.ts'
import { type Kind, kindNames, kindOfCall, kindOfHole, type Names } from '../call-kinds.ts'
import type { SharedRule } from './rule.ts'

/** By function, the kinds of its arguments; one that stands for the whole argument has no list. */
const wanted: Readonly<Record<string, Kind | readonly (Kind | undefined)[]>> = {
  'Fn::Base64': 'text',
  'Fn::Cidr': ['text', 'text', 'text'],
  'Fn::Equals': ['text', 'text'],
  'Fn::GetAZs': 'text',
  'Fn::ImportValue': 'text',
  'Fn::Join': [undefined, 'list'],
  'Fn::Length': 'list',
  'Fn::Select': ['text', 'list'],
  'Fn::Split': [undefined, 'text'],
}

/** Refuses calls as arguments of others that give what the other cannot take. */
export const functionArguments: SharedRule = {
  code: 'E3042',
  title: 'Function gets another kind of value',
  why: 'A function takes texts or lists, and the cloud refuses a template where it is given the other.',
  *check({ template: { document }, deployed, types }) {
    const names = { document, deployed, types }
    for (const section of ['Conditions', 'Resources', 'Outputs'])
      yield* within(document[section] ?? null, [section], names)
  },
}

type Found = { readonly path: Path; readonly message: string; readonly hint?: string }

function* within(value: Value, path: Path, names: Names): Iterable<Found> {
  if (isList(value)) for (const [at, item] of value.entries()) yield* within(item, [...path, at], names)
  if (!isRecord(value)) return
  const call = callOf(value)
  if (call !== undefined) yield* misfits(call.name, call.argument, { path: [...path, call.name], names })
  for (const [key, item] of Object.entries(value)) yield* within(item, [...path, key], names)
}

interface Place {
  readonly path: Path
  readonly names: Names
}

function* misfits(name: string, argument: Value, { path, names }: Place): Iterable<Found> {
  const kinds = Object.hasOwn(wanted, name) ? wanted[name] : undefined
  if (typeof kinds === 'string') yield* misfit(argument, { name, kind: kinds }, { path, names })
  else
    for (const [at, kind] of (kinds ?? []).entries())
      if (kind !== undefined)
        yield* misfit(list(argument)[at], { name, kind }, { path: [...path, at], names })
  if (name === 'Fn::Join')
    for (const [at, item] of list(list(argument)[1]).entries())
      yield* misfit(item, { name, kind: 'text' }, { path: [...path, 1, at], names })
  if (name === 'Fn::Sub') yield* holesOf(argument, { path, names })
}

function* misfit(
  value: Value | undefined,
  { name, kind }: { readonly name: string; readonly kind: Kind },
  { path, names }: Place,
): Iterable<Found> {
  const call = callOf(value)
  const given =
    value === undefined ? undefined : call === undefined ? plainKind(name, value) : kindOfCall(value, names)
  if (given === undefined || given === kind) return
  // What makes an output no text has a rule of its own.
  if (path[0] === 'Outputs' && kind === 'text' && call?.name === 'Fn::GetAtt') return
  yield {
    path: call === undefined ? path : [...path, call.name],
    message: `${name} takes ${kindNames[kind]} here, and ${call?.name ?? 'this'} gives ${kindNames[given]}.`,
  }
}

/** What is written out is looked at where the function is carried out, but for conditions, which compare anything. */
function plainKind(name: string, value: Value): Kind | undefined {
  if (name !== 'Fn::Equals') return undefined
  return isList(value) ? 'list' : isRecord(value) ? 'map' : undefined
}

function* holesOf(argument: Value, { path, names }: Place): Iterable<Found> {
  const [template, variables] = isList(argument) ? argument : [argument]
  for (const [name, value] of Object.entries(record(variables)))
    yield* misfit(value, { name: 'Fn::Sub', kind: 'text' }, { path: [...path, 1, name], names })
  if (typeof template !== 'string') return
  for (const hole of holes(template)) {
    const kind = Object.hasOwn(record(variables), hole) ? undefined : kindOfHole(hole, names)
    if (kind !== undefined && kind !== 'text' && path[0] !== 'Outputs')
      yield { path, message: `Fn::Sub takes texts, and "${hole}" is ${kindNames[kind]}.` }
  }
}
