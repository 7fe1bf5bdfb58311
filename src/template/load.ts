import { type Answers, noAnswers } from '../model/answers.ts'
import { type Checked, type Diagnostic, failed } from '../model/diagnostic.ts'
import type { Cloud, Dialect, Expansion, World, WrittenResource } from '../model/provider.ts'
import type { FunctionSpec, Stack } from '../model/stack.ts'
import type { Finding, Template } from '../model/template.ts'
import { member, type Properties, type Reference, record } from '../model/value.ts'
import { check, diagnosticAt, inOrder } from './check.ts'
import { conform } from './conform.ts'
import { evaluate, evaluation } from './evaluate.ts'
import { expand } from './expand.ts'
import { mentions } from './mentions.ts'
import { type Opened, open } from './open.ts'
import { type Parameters, readParameters } from './parameters.ts'
import type { Scope } from './scope.ts'
import { makeStack } from './stack.ts'
import { decide } from './truths.ts'
import { typeTables } from './type-tables.ts'

/** A template file, and what is known of where it goes. */
export interface LoadInput {
  readonly file: string
  readonly text: string | Uint8Array
  readonly clouds: readonly Cloud[]
  /** From `--parameter-overrides`. */
  readonly parameters: Readonly<Record<string, string>>
  /** Where the stack goes; while a part is absent, what depends on it is unknown and no error. */
  readonly world?: Partial<World> | ((cloud: Cloud) => Partial<World>)
  /** What the cloud was asked for; nothing of it is known while it is absent. */
  readonly answers?: Answers
  /** Root of the package, which holds `schemas/`. */
  readonly root: string
  /** Tells what stands at a path beside the template. */
  look(path: string): 'file' | 'folder' | undefined
  readonly today: Date
  /** Gives the functions of a stack to the rules that look at handlers and code. */
  functionsOf?(stack: Stack): Promise<readonly FunctionSpec[]>
  /** The cloud, where the document is not to be asked. */
  readonly cloud?: string
  /** Schemas and rules are run; on unless told otherwise. */
  readonly checks?: boolean
}

/** A template, understood. */
export interface Loaded {
  readonly cloud: Cloud
  readonly dialect: Dialect
  readonly template: Template
  readonly expansion: Expansion
  readonly stack: Stack
  /** What calls may mean; the resolver is made from it. */
  readonly scope: Scope
}

/** Reads, checks, expands and evaluates a template, and lists all that is wrong with it in the order of its lines. */
export async function load(input: LoadInput): Promise<Checked<Loaded>> {
  const { value: opened, diagnostics } = await open(input)
  if (opened === undefined) return { diagnostics }
  const world = typeof input.world === 'function' ? input.world(opened.cloud) : (input.world ?? {})
  const { value, diagnostics: found } = await understand({ input: { ...input, world }, ...opened })
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
  readonly input: LoadInput & { readonly world: Partial<World> }
}

async function understand(of: Understanding): Promise<Checked<Loaded>> {
  const { input, template, cloud, dialect } = of
  const findings: Finding[] = []
  const report = (finding: Finding): void => void findings.push(finding)
  const resources = dialect.resources(template.document)
  const checks = input.checks !== false
  if (checks) findings.push(...(await conform(template, dialect, { resources, root: input.root })))
  const complete = isComplete(input.world)
  const parameters = readParameters(record(template.document.Parameters), {
    given: input.parameters,
    complete,
    report,
  })
  const expanding = findings.length
  const expansion = expand(of, { parameters: parameters.open, world: input.world, findings })
  const refused = failed(findings.slice(expanding))
  const document = expansion?.document ?? template.document
  const scope = scopeOf(of, { parameters, values: parameters.values, document, report })
  const firm = scopeOf(of, { parameters, values: parameters.firm, document, report: () => undefined })
  const stack = expansion && makeStack({ ...stackName(of), expansion, scope, firm: firm.conditions, report })
  // What the dialect refused is only half expanded: rules would find what follows from that.
  const whole = refused ? undefined : stack
  if (checks) findings.push(...(await checkAll(of, { resources, scope: firm, stack: whole })))
  const diagnostics = findings.map(finding => diagnosticAt(template, finding))
  if (expansion === undefined || stack === undefined) return { diagnostics }
  return { value: { cloud, dialect, template, expansion, stack, scope }, diagnostics }
}

function stackName({ input, cloud }: Understanding): { readonly name: string; readonly provider: string } {
  return { name: input.world.stackName ?? 'app', provider: cloud.name }
}

function isComplete(world: Partial<World>): world is World {
  const keys: readonly (keyof World)[] = ['account', 'region', 'partition', 'stackName', 'stage']
  return keys.every(key => world[key] !== undefined)
}

/** Stands for the parts of the world that are not known; no pseudo parameter that holds it is used. */
const unknown = '\u0000'

interface ScopeInput {
  readonly parameters: Parameters
  readonly values: Properties
  readonly document: Properties
  report(finding: Finding): void
}

function scopeOf(
  { input, dialect }: Understanding,
  { parameters, values, document, report }: ScopeInput,
): Scope {
  const known = Object.entries(pseudoOf(dialect, input.world)).filter(([, value]) => !holdsUnknown(value))
  const { declared, secrets } = parameters
  const mappings = record(document.Mappings)
  const { answers = noAnswers } = input
  const pseudo = Object.fromEntries(known)
  const scope = { parameters: values, declared, secrets, mappings, pseudo, answers }
  return { ...scope, conditions: decide(record(document.Conditions), scope, report) }
}

function holdsUnknown(value: Properties[string]): boolean {
  return JSON.stringify(value).includes('\\u0000')
}

function pseudoOf(dialect: Dialect, world: Partial<World> | undefined): Properties {
  return dialect.pseudo({
    account: world?.account ?? unknown,
    region: world?.region ?? unknown,
    partition: world?.partition ?? unknown,
    stackName: world?.stackName ?? unknown,
    stage: world?.stage ?? unknown,
  })
}

async function checkAll(
  { input, template, dialect }: Understanding,
  {
    resources,
    scope,
    stack,
  }: {
    readonly resources: readonly WrittenResource[]
    readonly scope: Scope
    readonly stack: Stack | undefined
  },
): Promise<readonly Finding[]> {
  const functions = stack === undefined ? [] : ((await input.functionsOf?.(stack)) ?? [])
  const found = check({
    template,
    dialect,
    resources,
    functions,
    look: path => input.look(path),
    today: input.today,
    types: typeTables(input.root, dialect.tables?.(template.document)),
    deployed: dialect.deployed?.(template.document) ?? {},
    stack,
    mentions: mentionsIn(template.document),
    pseudo: Object.keys(pseudoOf(dialect, input.world)),
    generated: dialect.generated(template.document),
  })
  return [...checkCalls(template.document, scope), ...found]
}

function mentionsIn(document: Properties): readonly Reference[] {
  const sections = Object.keys(document).filter(key => !['Parameters', 'Metadata', 'Mappings'].includes(key))
  return sections.flatMap(section => mentions(document[section] ?? null, [section]))
}

/** Reduces the calls where they are written, for what is wrong with them; what a condition leaves out is not looked at. */
function checkCalls(document: Properties, scope: Scope): readonly Finding[] {
  const found: Finding[] = []
  const report = (finding: Finding): void => void found.push(finding)
  for (const section of ['Conditions', 'Resources', 'Outputs'])
    for (const [name, value] of Object.entries(record(document[section]))) {
      const condition = member(record(value), 'Condition')
      if (section !== 'Conditions' && typeof condition === 'string' && scope.conditions[condition] === false)
        continue
      evaluate(value, evaluation(scope, { report, path: [section, name] }))
    }
  return found
}
