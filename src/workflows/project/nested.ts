import { dirname, join, relative, resolve } from 'node:path'
import { kindAt } from '../../artifact/kind-at.ts'
import type { Checked, Diagnostic, Location } from '../../model/diagnostic.ts'
import type { NestedForm, World } from '../../model/dialect.ts'
import { didYouMean } from '../../model/similar.ts'
import type { Resource } from '../../model/stack.ts'
import { own, record, references, type Value } from '../../model/value.ts'
import type { BindInput } from '../../template/load.ts'
import type { Loaded, Nested, NestedFile } from '../../template/loaded.ts'
import { isComplete } from '../../template/make-scope.ts'
import { knownIn, nestedName, withNested } from '../../template/nested.ts'

/** Most nested stacks in one another. */
const deepest = 10

/** What the template of a nested stack is bound with beside what holds for the one that holds it. */
export type NestedBinding = Pick<BindInput, 'parameters' | 'givenAt' | 'world' | 'lookupResults' | 'holder'>

/** What nested stacks are read with. */
export interface NestedInput {
  /** The template that holds them, and those that hold it, the first one first: absolute paths. */
  readonly files: readonly [string, ...string[]]
  readonly bound: BindInput
  /** Reads a template and binds it, with the nested stacks in it. */
  load(file: string, binding: NestedBinding): Promise<Checked<Loaded>>
  /** Gives the paths to files beside a template that its stack names. */
  filesOf(loaded: Loaded): Promise<readonly NestedFile[]>
}

/** Puts the resources of nested stacks whose templates lie on this machine into the template that holds them. */
export async function bindNested(outer: Loaded, input: NestedInput): Promise<Checked<Loaded>> {
  const form = outer.dialect.nested
  const held = Object.values(outer.stack.resources).filter(({ type }) => type === form?.type)
  if (form === undefined || held.length === 0) return { value: outer, diagnostics: [] }
  const read = await Promise.all(held.map(resource => nestedOf(resource, { outer, form, input })))
  const nested = read.flatMap(({ value }) => (value === undefined ? [] : [value]))
  const diagnostics = [...read.flatMap(one => one.diagnostics), ...outputsMissing(outer, nested)]
  return { value: nested.length === 0 ? outer : withNested(outer, nested), diagnostics }
}

interface Holding {
  readonly outer: Loaded
  readonly form: NestedForm
  readonly input: NestedInput
}

async function nestedOf(resource: Resource, { outer, form, input }: Holding): Promise<Checked<Nested>> {
  const { logicalId, properties } = resource
  const at = (...path: readonly string[]): Location => outer.placeOf(resource.origin, path)
  const found = fileOf(resource, { form, input, location: at(form.template) })
  if (typeof found !== 'string') return { diagnostics: [found] }
  const handed = record(properties[form.parameters])
  const given = knownIn(handed)
  const later = Object.keys(handed).filter(name => !Object.hasOwn(given, name))
  const world = worldOf(input.bound, { outer, logicalId })
  const { value: loaded, diagnostics } = await input.load(found, {
    parameters: given,
    givenAt: name => at(form.parameters, name),
    world,
    ...answersFor(logicalId, input.bound),
    holder: { logicalId, later },
  })
  const idle = Object.keys(form.idle).filter(property => properties[property] !== undefined)
  const all = [
    ...diagnostics,
    ...idle.map(name => idleProperty(logicalId, `${name}: ${form.idle[name]}`, at(name))),
  ]
  if (loaded === undefined) return { diagnostics: all }
  const open = isComplete(world) ? undecided(loaded) : []
  const files = await input.filesOf(loaded)
  const way = relative(dirname(input.files[0]), dirname(found))
  return {
    value: {
      logicalId,
      loaded,
      given: handed,
      files: files.map(file => ({ ...file, path: join(way, file.path) })),
    },
    diagnostics: [...all, ...open.map(name => openCondition(logicalId, { name, later, location: at() }))],
  }
}

/** Gives the file of a nested stack's template, or why there is none to read. */
function fileOf(
  { logicalId, properties }: Resource,
  { form, input, location }: Omit<Holding, 'outer'> & { readonly location: Location },
): string | Diagnostic {
  const written = properties[form.template]
  if (typeof written !== 'string' || /^[a-z][\w+.-]+:\/\//i.test(written))
    return {
      code: 'W3050',
      message: `The template of ${logicalId} is not on this machine, so that nothing of the nested stack is known.`,
      hint: `Put the template beside this one and name its path in ${form.template}.`,
      location,
    }
  const file = resolve(dirname(input.files[0]), written)
  if (kindAt(file) !== 'file')
    return {
      code: input.bound.checks === false ? 'W3050' : 'E3050',
      message: `${logicalId} names the template ${written}, and there is no such file.`,
      hint: 'Check the path; it is relative to the folder of this template.',
      location,
    }
  if (!input.files.includes(file) && input.files.length <= deepest) return file
  return {
    code: 'E3051',
    message: `${logicalId} holds ${written}, which is read already, or is nested more than ${deepest} levels deep.`,
    hint: 'Take the stack out that holds itself.',
    location,
  }
}

/** A nested stack is called after the one that holds it. */
function worldOf(
  { world }: BindInput,
  { outer, logicalId }: { readonly outer: Loaded; readonly logicalId: string },
): Partial<World> {
  const known = typeof world === 'function' ? world(outer.cloud) : (world ?? {})
  return known.stackName === undefined ? known : { ...known, stackName: `${known.stackName}-${logicalId}` }
}

/** Gives what was looked up, with the parameters of a nested stack under its own names. */
function answersFor(logicalId: string, { lookupResults }: BindInput): Pick<BindInput, 'lookupResults'> {
  if (lookupResults === undefined) return {}
  const prefix = nestedName(logicalId, '')
  const own = Object.entries(lookupResults.parameters)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => [name.slice(prefix.length), value] as const)
  return { lookupResults: { ...lookupResults, parameters: Object.fromEntries(own) } }
}

/** Names the conditions that hang on what is known after deploy: they decide what there is to deploy. */
function undecided({ scope, expansion: { document } }: Loaded): readonly string[] {
  return Object.keys(record(document.Conditions)).filter(name => own(scope.conditions, name) === undefined)
}

function openCondition(
  logicalId: string,
  {
    name,
    later,
    location,
  }: { readonly name: string; readonly later: readonly string[]; readonly location: Location },
): Diagnostic {
  return {
    code: 'E3052',
    message: `The condition ${name} in ${logicalId} hangs on a parameter that is known after deploy (${later.join(', ')}).`,
    hint: 'Give that parameter a text, or a parameter of the template that holds the stack.',
    location,
  }
}

function idleProperty(logicalId: string, what: string, location: Location): Diagnostic {
  return { code: 'W3054', message: `${logicalId} has ${what}.`, hint: 'Leave it out.', location }
}

/** Finds what is asked of a nested stack that is none of its outputs. */
function outputsMissing({ stack, placeOf }: Loaded, nested: readonly Nested[]): readonly Diagnostic[] {
  const outputs = new Map(
    nested.map(({ logicalId, loaded }) => [logicalId, loaded.stack.outputs.map(({ name }) => name)]),
  )
  const asked = [
    ...Object.values(stack.resources).map(({ properties, origin }) => ({
      value: properties as Value,
      origin,
    })),
    ...stack.outputs.map(({ name, value }) => ({ value, origin: ['Outputs', name] })),
  ]
  return asked.flatMap(({ value, origin }) =>
    references(value).flatMap(({ logicalId, attribute }): readonly Diagnostic[] => {
      const names = outputs.get(logicalId)
      const name = attribute?.replace(/^Outputs\./, '')
      if (names === undefined || name === undefined || names.includes(name)) return []
      return [missingOutput(logicalId, { name, names, location: placeOf(origin, []) })]
    }),
  )
}

function missingOutput(
  logicalId: string,
  {
    name,
    names,
    location,
  }: { readonly name: string; readonly names: readonly string[]; readonly location: Location },
): Diagnostic {
  return {
    code: 'E3053',
    message: `The nested stack ${logicalId} has no output "${name}".`,
    hint: names.length === 0 ? 'Its template has none.' : `Its outputs are: ${names.join(', ')}.`,
    ...didYouMean(name, names),
    location,
  }
}
