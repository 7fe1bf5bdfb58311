import type { Checked, Diagnostic, Location } from '../model/diagnostic.ts'
import type { Look, RuleInput, World, WrittenResource } from '../model/dialect.ts'
import type { LookupResults } from '../model/lookup-results.ts'
import type { Cloud } from '../model/provider.ts'
import type { Coded, FunctionSpec, Stack } from '../model/stack.ts'
import type { Finding } from '../model/template.ts'
import { member, own, type Properties, record } from '../model/value.ts'
import { checkAssertions } from './assertions.ts'
import { check, diagnosticAt, droppedIn, inOrder } from './check.ts'
import { evaluate, evaluation } from './evaluate.ts'
import { expand } from './expand.ts'
import { inlineFiles } from './inline-files.ts'
import type { Loaded } from './loaded.ts'
import { isComplete, makeScope, pseudoOf, type ScopeInput } from './make-scope.ts'
import { type Opened, type OpenInput, open } from './open.ts'
import { type Holder, readParameters } from './parameters.ts'
import { passedParameters } from './passed-parameters.ts'
import { placesIn } from './places.ts'
import { prepare } from './prepare.ts'
import { referencesIn } from './references.ts'
import { withSamples } from './sample-parameters.ts'
import { conform } from './schema/conform.ts'
import { wrongKindsOf } from './schema/property-kinds.ts'
import { type SchemaTables, typeTables } from './schema/type-tables.ts'
import type { Scope } from './scope.ts'
import { makeStack } from './stack.ts'

/** A template file, and what is known of where it goes. */
export interface LoadInput extends BindInput, OpenInput {}

/** What is known of where a template goes. */
export interface BindInput {
  /** From `--parameter-overrides`. */
  readonly parameters: Readonly<Record<string, string>>
  /** Where a given parameter stands, when that is in a file. */
  givenAt?: ((name: string) => Location | undefined) | undefined
  /** Where the stack goes; while a part is absent, what depends on it is unknown and no error. */
  readonly world?: Partial<World> | ((cloud: Cloud) => Partial<World>)
  /** What the cloud was asked for; nothing of it is known while it is absent. */
  readonly lookupResults?: LookupResults
  /** What hands in the parameters, where the template is that of a nested stack. */
  readonly holder?: Holder
  /** Root of the package, which holds `schemas/`. */
  readonly root: string
  /** Gives the text of a file that the template includes or names as code, by its path from the template's folder, or nothing. */
  readText?(path: string): string | undefined
  /** Tells what stands at a path beside the template. */
  look(path: string): Look
  readonly today: Date
  /** Gives the functions of a stack to the rules that look at handlers and code. */
  functionsOf?(stack: Stack): Promise<readonly FunctionSpec[]>
  /** Gives the layers of a stack whose content lies beside the template. */
  layersOf?(stack: Stack): Promise<readonly Coded[]>
  /** What is checked may be built before it is deployed, so code that is not there is no error. */
  readonly unbuilt?: boolean
  /** Schemas and rules are run; on unless told otherwise. */
  readonly checks?: boolean
}

/** Reads, checks, expands and evaluates a template, and lists all that is wrong with it in the order of its lines. */
export async function load(input: LoadInput): Promise<Checked<Loaded>> {
  return bind(await open(input), input)
}

/**
 * Does the same with a template that was opened before: it is parsed once and bound as often as more is known, so that
 * what was checked is what is planned, whatever happens to the file meanwhile.
 */
export async function bind(
  { value: opened, diagnostics: unread }: Checked<Opened>,
  input: BindInput,
): Promise<Checked<Loaded>> {
  if (opened === undefined) return { diagnostics: unread }
  const world = typeof input.world === 'function' ? input.world(opened.cloud) : (input.world ?? {})
  const settled = { ...input, world }
  const { value: prepared = opened, diagnostics: unmade } = await prepare(opened, settled)
  const diagnostics = [...unread, ...unmade]
  const { value, diagnostics: found } = await understand({ input: settled, ...prepared })
  const all = inOrder([...diagnostics, ...found.filter(diagnostic => !followsFrom(diagnostic, diagnostics))])
  return value === undefined ? { diagnostics: all } : { value, diagnostics: all }
}

/** What YAML could not make a value of is empty or odd to all that look at it afterwards. */
function followsFrom({ location }: Diagnostic, unread: readonly Diagnostic[]): boolean {
  return unread.some(
    ({ code, location: place }) =>
      ['E1010', 'E1011', 'E1012'].includes(code) &&
      place?.start.line === location?.start.line &&
      place?.start.column === location?.start.column,
  )
}

interface Understanding extends Opened {
  readonly input: BindInput & { readonly world: Partial<World> }
}

async function understand(of: Understanding): Promise<Checked<Loaded>> {
  const { input, template, cloud, dialect } = of
  const findings: Finding[] = []
  const report = (finding: Finding): void => void findings.push(finding)
  const resources = dialect.resources(template.document)
  const checks = input.checks !== false
  if (checks) findings.push(...(await conform(template, dialect, { resources, root: input.root })))
  const complete = isComplete(input.world)
  const definitions = record(template.document.Parameters)
  const parameters = readParameters(definitions, {
    given: input.parameters,
    givenAt: input.givenAt,
    complete,
    lookupResults: input.lookupResults,
    holder: input.holder,
    report,
  })
  const refused: Finding[] = []
  const { parameters: given, lookupResults, holder } = input
  const handed = passedParameters(definitions, { given, lookupResults, holder })
  const options = {
    parameters: complete ? handed : withSamples(definitions, handed),
    world: input.world,
    findings,
    refused,
    packaging: { parameters: handed },
    now: input.today,
  }
  const expansion = expand(of, options)
  const document = expansion?.document ?? template.document
  const scope = scopeOf(of, { parameters, values: parameters.values, document, report })
  const firm = scopeOf(of, { parameters, values: parameters.firm, document, report: () => undefined })
  findings.push(...checkAssertions(template.document.Rules, firm))
  const written =
    expansion && makeStack({ ...stackName(of), expansion, scope, firm: firm.conditions, report })
  const { stack, diagnostics: ofFiles = [] } = written
    ? await inlineFiles(written, dialect.inlined, input.readText)
    : {}
  // What the dialect refused is only half expanded: rules would find what follows from that.
  const whole = refused.length > 0 ? undefined : stack
  const known = ruleInput(of, resources)
  if (checks) findings.push(...(await checkAll(of, { known, scope: firm, stack: whole, refused })))
  const diagnostics = [...findings.map(finding => diagnosticAt(template, finding)), ...ofFiles]
  if (expansion === undefined || stack === undefined) return { diagnostics }
  const dropped = droppedIn(known, firm.conditions).map(finding => diagnosticAt(template, finding))
  const placeOf = placesIn(template)
  return { value: { cloud, dialect, template, expansion, stack, scope, dropped, placeOf }, diagnostics }
}

function stackName({ input, cloud }: Understanding): { readonly name: string; readonly provider: string } {
  return { name: input.world.stackName ?? 'app', provider: cloud.name }
}

function scopeOf(
  { input, dialect }: Understanding,
  scoped: Pick<ScopeInput, 'parameters' | 'values' | 'document' | 'report'>,
): Scope {
  const { world, lookupResults } = input
  return makeScope({ dialect, world, lookupResults, ...scoped })
}

/** What is known of a template once it is expanded: asked for before, it would be expanded twice. */
type Known = RuleInput & { readonly types: SchemaTables }

/** What rules look at, without the functions of the expanded stack. */
function ruleInput(
  { input, template, dialect }: Understanding,
  resources: readonly WrittenResource[],
): Known {
  return {
    template,
    dialect,
    resources,
    functions: [],
    layers: [],
    look: path => input.look(path),
    today: input.today,
    types: typeTables(input.root, dialect.tables?.(template.document)),
    deployed: dialect.deployed?.(template.document) ?? {},
  }
}

async function checkAll(
  { input, template, dialect }: Understanding,
  {
    known,
    scope,
    stack,
    refused,
  }: {
    readonly known: Known
    readonly scope: Scope
    readonly stack: Stack | undefined
    readonly refused: readonly Finding[]
  },
): Promise<readonly Finding[]> {
  const functions = stack === undefined ? [] : ((await input.functionsOf?.(stack)) ?? [])
  const layers = stack === undefined ? [] : ((await input.layersOf?.(stack)) ?? [])
  const generated = dialect.generated(template.document)
  const found = check({
    ...known,
    functions,
    layers,
    stack,
    references: referencesIn(template.document),
    pseudo: Object.keys(pseudoOf(dialect, input.world)),
    conditions: scope.conditions,
    generated,
    refused: refused.length === 0 ? [] : lost(refused, { resources: known.resources, generated }),
    readText: input.readText && (path => input.readText?.(path)),
    unbuilt: input.unbuilt === true,
  })
  const names = { document: template.document, deployed: known.deployed, types: known.types }
  const kinds = known.resources.flatMap(resource => wrongKindsOf(resource, names))
  return [...kinds, ...checkCalls(template.document, scope), ...found]
}

/**
 * Gives the beginnings of the names that would be there, had nothing been refused: those of what a refused resource makes,
 * and of what others would have added to what is made; of every resource where the template as a whole was refused.
 */
function lost(
  refused: readonly Finding[],
  {
    resources,
    generated,
  }: { readonly resources: readonly WrittenResource[]; readonly generated: readonly string[] },
): readonly string[] {
  const ids = refused.map(({ path: [section, id] }) => (section === 'Resources' ? id : undefined))
  const some = ids.includes(undefined)
    ? resources.map(({ logicalId }) => logicalId)
    : ids.filter(id => id !== undefined).map(String)
  return [...some, ...generated]
}

/** Reduces the calls where they are written, for what is wrong with them; what a condition leaves out is not looked at. */
function checkCalls(document: Properties, scope: Scope): readonly Finding[] {
  const found: Finding[] = []
  const report = (finding: Finding): void => void found.push(finding)
  for (const section of ['Conditions', 'Resources', 'Outputs'])
    for (const [name, value] of Object.entries(record(document[section]))) {
      const condition = member(record(value), 'Condition')
      if (
        section !== 'Conditions' &&
        typeof condition === 'string' &&
        own(scope.conditions, condition) === false
      )
        continue
      evaluate(value, evaluation(scope, { report, path: [section, name] }))
    }
  return found
}
