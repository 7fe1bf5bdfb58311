import { join } from 'node:path'
import { followSettings } from '../../artifact/follow.ts'
import { packageAll } from '../../artifact/package.ts'
import { placeAnswers, placeCode } from '../../artifact/place.ts'
import type { AbilitiesOf } from '../../model/abilities.ts'
import type { Artifact } from '../../model/artifact.ts'
import { type Diagnostic, FnxError, failed } from '../../model/diagnostic.ts'
import type { World } from '../../model/dialect.ts'
import { dynamicReferences } from '../../model/dynamic-reference.ts'
import type { ResourceType } from '../../model/provider.ts'
import { loadTypes, type Tables, typesIn } from '../../model/service.ts'
import type { FunctionSpec, Route, Stack } from '../../model/stack.ts'
import { isList, member, type Properties, record, text, type Value } from '../../model/value.ts'
import { readLastGoodDeployment } from '../../state/last-good-deployment.ts'
import { resolver } from '../../template/resolver.ts'
import { typeTables } from '../../template/schema/type-tables.ts'
import type { ProjectArguments } from '../arguments.ts'
import type { WorkflowContext } from '../context.ts'
import { openResolved } from '../lookups/open.ts'
import type { Reporter } from '../reporter.ts'
import { checkedName, type StackKey, stateFolder } from '../stack/stacks.ts'
import { createRedactor } from '../target/redactor.ts'
import { openTarget, type Target } from '../target/target.ts'
import { abilitiesIn } from './abilities.ts'
import { buildFunctions, buildLayers } from './built.ts'
import { defaultStackName } from './files.ts'
import { type Opened, openTemplate } from './workspace.ts'

/** A template with its target reached and its code packaged: ready to be planned. */
export interface Project {
  readonly opened: Opened
  readonly target: Target
  readonly key: StackKey
  readonly stateDir: string
  readonly stack: Stack
  /** Gives what some of its cloud's types can do. */
  readonly tables: Tables
  abilitiesFor(types: readonly ResourceType[]): AbilitiesOf
  readonly artifacts: ReadonlyMap<string, Artifact>
  readonly world: World
  /** Exports of other stacks of fnx that it was given, by name. */
  readonly given: Properties
  /** Ways into the functions by HTTP. */
  readonly routes: readonly Route[]
  /** What of it the local cloud keeps and does not run. */
  readonly unsupported: readonly string[]
}

/** How a project is opened. */
export interface ProjectInput {
  readonly reporter: Reporter
  /** The last good deployment may be gone back to: its secrets are looked up too. */
  readonly mayGoBack?: boolean
}

/** Opens a project: checks its template, reaches its target and packages its code; the caller closes the target. */
export async function openProject(
  context: WorkflowContext,
  args: ProjectArguments,
  { reporter, mayGoBack = false }: ProjectInput,
): Promise<Project> {
  const redactor = createRedactor()
  const written = await openTemplate(context, args, { checks: true, planned: true, reporter })
  const first = { ...written, provider: redactor.wrap(written.provider) }
  const target = await openTarget(context, args, { ...first, emit: reporter.emit })
  try {
    const world = worldOf(args, first, target)
    const key = {
      stack: world.stackName,
      stage: world.stage,
      target: target.key,
      provider: first.provider.name,
    }
    const stateDir = stateFolder(first.folder, key)
    const good = mayGoBack ? await goodStack(stateDir, key) : undefined
    const { imports, given, ...answered } = await openResolved(context, args, {
      first,
      target,
      world,
      key,
      good,
      reporter,
    })
    const opened = { ...answered.opened, provider: first.provider }
    redactor.addSecretsOf(opened.loaded.scope)
    const { stack, artifacts, routes, unsupported } = await withCode(opened, {
      world,
      reporter,
      context,
      build: args.build,
    })
    const tables = typeTables(context.root, opened.provider.name)
    const types = await loadTypes(opened.provider, typesIn(stack), tables)
    const tagged = withTags(stack, args.tags, types)
    return {
      opened,
      target,
      key,
      stateDir,
      world,
      stack: { ...tagged, imports },
      tables,
      abilitiesFor: types => abilitiesIn(types, opened.loaded.dialect, context.root),
      given,
      artifacts,
      routes,
      unsupported,
    }
  } catch (error) {
    await target.close()
    throw error
  }
}

/** What a run may have to go back to; a file that is damaged is told of when it is needed. */
async function goodStack(stateDir: string, key: StackKey): Promise<Stack | undefined> {
  return (await readLastGoodDeployment(stateDir, key).catch(() => undefined))?.stack
}

function worldOf(
  args: ProjectArguments,
  { folder, loaded: { cloud } }: Opened,
  { connection }: Target,
): World {
  const { account, region } = connection
  return {
    account,
    region,
    partition: cloud.partitionOf(region),
    stackName: checkedName(args.stackName ?? defaultStackName(folder), 'stack'),
    stage: checkedName(args.stage, 'stage'),
  }
}

/** Where code goes, and who is told. */
export interface CodeInput {
  readonly world: World
  readonly reporter: Reporter
  readonly context: Pick<WorkflowContext, 'environment' | 'signal'>
  /** Off: code is taken as it lies, or as it was built last. */
  readonly build: boolean | undefined
}

/** Builds and packages the code of every function and layer, and puts it where the cloud takes it from. */
export async function withCode(
  { provider, loaded, folder }: Opened,
  { world, reporter, context, build }: CodeInput,
): Promise<{
  readonly stack: Stack
  readonly artifacts: ReadonlyMap<string, Artifact>
  readonly routes: readonly Route[]
  readonly unsupported: readonly string[]
}> {
  const { clear } = resolver(loaded.scope, '')
  const { functions: written, routes, unsupported } = provider.local(loaded.stack, world, clear)
  const { environment, signal } = context
  const building = { folder, environment, signal, build, emit: reporter.emit }
  const { functions, diagnostics: ofBuilds } = await buildFunctions(written, building)
  const { layers, diagnostics: ofLayers } = await buildLayers(
    (await loaded.cloud.layers?.(loaded.stack)) ?? [],
    loaded,
    building,
  )
  const packaged = await packageAll({
    specs: [...functions.filter(({ code }) => code?.late === undefined), ...layers],
    folder,
    out: join(folder, '.fnx', 'artifacts'),
    limits: provider.code,
  })
  const diagnostics = [...referencesInCode(functions), ...ofBuilds, ...ofLayers, ...packaged.diagnostics]
  if (failed(diagnostics) || packaged.value === undefined) throw new FnxError(diagnostics, 1)
  await reporter.diagnostics(diagnostics)
  const placed = placeCode(loaded.stack, [...functions, ...layers], packaged.value, provider.code)
  const followed = followSettings(placed, loaded.template.document, provider.code)
  const stackId = text(member(loaded.scope.pseudo, loaded.dialect.nested?.id ?? '')) ?? world.stackName
  return {
    stack: placeAnswers(followed, { storage: provider.code, stackId }),
    artifacts: packaged.value,
    routes,
    unsupported,
  }
}

/** CloudFormation would fill them in; the zip would carry the text, and its hash could not tell one value from another. */
function referencesInCode(functions: readonly FunctionSpec[]): readonly Diagnostic[] {
  return functions
    .filter(({ code }) => dynamicReferences(code?.inline ?? null).length > 0)
    .map(({ id }) => ({
      code: 'E5005',
      message: `The code of ${id} holds a dynamic reference ({{resolve:…}}), which fnx fills into no code.`,
      hint: 'Put it into Environment and read the variable in the code.',
    }))
}

/** Adds the user's tags and those of nested stacks to every resource that takes some; what the template says wins. */
function withTags(
  stack: Stack,
  tags: Readonly<Record<string, string>>,
  types: readonly ResourceType[],
): Stack {
  const resources = Object.values(stack.resources)
  if (Object.keys(tags).length === 0 && resources.every(resource => resource.tags === undefined)) return stack
  const tagging = new Map(types.map(type => [type.type, type.tagging]))
  const tagged = resources.map(resource => {
    const place = tagging.get(resource.type)
    const wanted = { ...tags, ...resource.tags }
    if (place === undefined || Object.keys(wanted).length === 0)
      return [resource.logicalId, resource] as const
    const own = resource.properties[place.property]
    const merged = place.form === 'map' ? { ...wanted, ...record(own) } : mergedList(wanted, own)
    return [
      resource.logicalId,
      { ...resource, properties: { ...resource.properties, [place.property]: merged } },
    ] as const
  })
  return { ...stack, resources: Object.fromEntries(tagged) }
}

function mergedList(tags: Properties, own: Value | undefined): readonly Value[] {
  const written = isList(own) ? own : []
  const keys = new Set(written.map(tag => record(tag).Key))
  const added = Object.entries(tags).filter(([key]) => !keys.has(key))
  return [...written, ...added.map(([Key, tag]) => ({ Key, Value: tag }))]
}
