import type { ExpandInput, Expansion } from '../../../model/dialect.ts'
import type { Finding } from '../../../model/template.ts'
import { isRecord, isWithin, own, type Path, put, record } from '../../../model/value.ts'
import { stageBareApis } from './api/bare-api.ts'
import { boundNames } from './api/bound-names.ts'
import { noUsagePlans } from './api/usage-plan.ts'
import { liftConnectors } from './connector/embedded-connectors.ts'
import { type Draft, type DraftMap, draftOf, isMap } from './draft.ts'
import { warnOfOverlap } from './duplicate-ids.ts'
import { deploymentResources } from './function/deployment-preference.ts'
import { mergeGlobals } from './globals.ts'
import { addDefinitions, addImplicitApis, implicitOrigins } from './implicit/implicit-api.ts'
import { make, type Notes, note, place } from './make-resource.ts'
import { numberKeys } from './number-keys.ts'
import { fillCode, type Packaging } from './packaging.ts'
import { type Renames, rename } from './references.ts'
import { Refusal, Refusals, refuseTemplate } from './refusal.ts'
import {
  draftBody,
  type GeneratedResource,
  phases,
  type ResourceTransform,
  type TransformContext,
} from './transform-context.ts'
import { transforms } from './transforms.ts'
import { resourcesIn } from './written-resources.ts'

/** An expansion, and all that the template may refer to in it by names that the template does not have. */
export interface Transformed extends Expansion {
  /** `HelloRole`, `ServerlessRestApi`, `Hello.Alias`. */
  readonly names: readonly string[]
  /** By such a name, or one of the template that is another now, the logical ID of what it stands for. */
  readonly targets: ReadonlyMap<string, string>
}

/** Applies the SAM transform: `AWS::Serverless` resources become those that they stand for. What AWS would refuse is reported. */
export function transform(input: ExpandInput): Transformed {
  if (!isWithin(input.template.document, depthLimit)) return refused(input)
  const document = draftOf(input.template.document) as DraftMap // a map goes in, so a map comes out
  const origins: Record<string, Path> = {}
  const renames: Notes = { ids: new Map(), derived: new Map() }
  const placed = {
    ...input,
    report: (finding: Finding) => input.report(whereWritten(finding, origins, input)),
  }
  try {
    run(document, { origins, renames }, placed)
  } catch (error) {
    reportAll(error, placed)
  }
  const derived = [...renames.derived].flatMap(([id, names]) =>
    [...names].map(([name, target]) => [`${id}.${name}`, target] as const),
  )
  const names = [...Object.keys(origins), ...derived.map(([name]) => name)]
  return { document, origins, names, targets: new Map([...renames.ids, ...derived]) }
}

/** Twice as deep as a text may nest values, which what it includes and repeats may double. */
const depthLimit = 400

function refused({ report }: ExpandInput): Transformed {
  const message = `Values are nested more than ${depthLimit} levels deep.`
  report({ code: 'E1501', path: [], message, hint: 'Check what is included or repeated.' })
  return { document: {}, origins: {}, names: [], targets: new Map() }
}

interface Results {
  readonly origins: Record<string, Path>
  readonly renames: Notes
}

/** What the template does not name itself, such as an implicit API, is found at what asked for it. */
function whereWritten(finding: Finding, origins: Results['origins'], { template }: ExpandInput): Finding {
  const [section, id] = finding.path
  if (section !== 'Resources' || typeof id !== 'string' || !Object.hasOwn(origins, id)) return finding
  const written = Object.hasOwn(record(template.document.Resources), id)
  return { ...finding, path: written ? finding.path : (own(origins, id) ?? finding.path) }
}

function reportAll(error: unknown, { report }: ExpandInput): void {
  if (error instanceof Refusal) report(error.finding)
  else if (error instanceof Refusals) for (const { finding } of error.refusals) report(finding)
  else throw error
}

function run(document: DraftMap, { origins, renames }: Results, input: ExpandInput): void {
  const written = resourcesIn(document)
  stageBareApis(written, input.report)
  addDefinitions(written)
  addImplicitApis(document, written)
  mergeGlobals(document, written)
  if (input.packaging !== undefined) fillCode(written, packagingOf(document, input, input.packaging))
  const lifted = liftConnectors(written)
  for (const id of Object.keys(written)) origins[id] = ['Resources', id]
  Object.assign(origins, implicitOrigins(written), lifted.origins)
  const context = contextOf(document, written, input)
  for (const { finding } of lifted.refusals) input.report(finding)
  let refused = lifted.refusals.length > 0
  const before = new Map<string, GeneratedResource>()
  for (const [id, resourceTransform] of inOrder(written))
    try {
      const made = make(id, resourceTransform, context)
      place(id, made, context)
      warnOfOverlap(id, { made, before }, input)
      for (const { id: own, origin } of made) origins[own] ??= origin ?? origins[id] ?? ['Resources', id]
      note(id, { resourceTransform, made }, renames)
    } catch (error) {
      refused = true
      reportAll(error, input)
    }
  try {
    for (const made of deploymentResources(context)) put(context.resources, made.id, draftBody(made))
  } catch (error) {
    refused = true
    reportAll(error, input)
  }
  if (refused) return
  finish(document, context, renames)
}

function packagingOf(
  { Mappings, Parameters }: DraftMap,
  { region, partition }: ExpandInput,
  { parameters }: NonNullable<ExpandInput['packaging']>,
): Packaging {
  return {
    parameters: { ...parameters, 'AWS::Region': region, 'AWS::Partition': partition },
    declared: record(Parameters),
    mappings: record(Mappings),
  }
}

function finish(document: DraftMap, context: TransformContext, renames: Renames): void {
  document.Resources = { ...unmade(document.Resources), ...context.resources }
  if (Object.keys(context.conditions).length > 0) document.Conditions = context.conditions
  delete document.Transform
  if (renames.ids.size > 0 || renames.derived.size > 0) rename(document, renames)
}

/** Gives the loops and inclusions that nobody could carry out yet: they stay as they are. */
function unmade(resources: Draft | undefined): DraftMap {
  const entries = resources !== undefined && isMap(resources) ? Object.entries(resources) : []
  return Object.fromEntries(entries.filter(([id]) => id.startsWith('Fn::')))
}

function contextOf(
  document: DraftMap,
  written: Record<string, DraftMap>,
  input: ExpandInput,
): TransformContext {
  if (document.Mappings !== undefined && !isRecord(document.Mappings))
    refuseTemplate('Mappings must be a map.', ['Mappings'])
  return {
    parameters: {
      ...input.parameters,
      'AWS::Region': input.region,
      'AWS::Partition': input.partition,
    },
    mappings: record(document.Mappings),
    partition: input.partition,
    written,
    resources: { ...written },
    conditions: isMap(document.Conditions) ? document.Conditions : {},
    usagePlans: noUsagePlans(),
    recordSets: new Map(),
    preferences: new Map(),
    boundNames: boundNames(written),
    now: input.now,
    numbers: numberKeys(Object.keys(written), input.template),
  }
}

function inOrder(
  written: Readonly<Record<string, DraftMap>>,
): readonly (readonly [string, ResourceTransform])[] {
  const found = Object.entries(written).flatMap(([id, { Type }]) => {
    const resourceTransform = transforms.find(({ type }) => type === Type)
    return resourceTransform === undefined ? [] : [[id, resourceTransform] as const]
  })
  return phases.flatMap(phase => found.filter(([, { phase: own }]) => own === phase))
}
