import type { ExpandInput, Expansion } from '../../../model/provider.ts'
import type { Finding } from '../../../model/template.ts'
import { isRecord, isWithin, type Path, type Properties, record } from '../../../model/value.ts'
import { stageBareApis } from './api/bare-api.ts'
import { boundNames } from './api/bound-names.ts'
import { noUsagePlans } from './api/usage-plan.ts'
import { given } from './calls.ts'
import { liftConnectors } from './connector/embedded-connectors.ts'
import { type Draft, type DraftMap, draftOf, isMap, own, put } from './draft.ts'
import { deploymentResources } from './function/deployment-preference.ts'
import { mergeGlobals } from './globals.ts'
import { addDefinitions, addImplicitApis, implicitOrigins } from './implicit/implicit-api.ts'
import { isLogicalId } from './logical-id.ts'
import { warnOfOverlap } from './made-twice.ts'
import { makers } from './makers.ts'
import { numberKeys } from './number-keys.ts'
import { type Renames, rename } from './references.ts'
import { expectId, Refusal, Refusals, refuse, refuseTemplate } from './refusal.ts'
import { knownOnly, misfit } from './shape.ts'
import { draftBody, type Made, type Maker, type Source, type Work } from './work.ts'

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

interface Notes {
  readonly ids: Map<string, string>
  readonly derived: Map<string, Map<string, string>>
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
  return { ...finding, path: written ? finding.path : (origins[id] ?? finding.path) }
}

function reportAll(error: unknown, { report }: ExpandInput): void {
  if (error instanceof Refusal) report(error.finding)
  else if (error instanceof Refusals) for (const { finding } of error.refusals) report(finding)
  else throw error
}

function run(document: DraftMap, { origins, renames }: Results, input: ExpandInput): void {
  const written = writtenIn(document)
  stageBareApis(written, input.report)
  addDefinitions(written)
  addImplicitApis(document, written)
  mergeGlobals(document, written)
  const lifted = liftConnectors(written)
  for (const id of Object.keys(written)) origins[id] = ['Resources', id]
  Object.assign(origins, implicitOrigins(written), lifted.origins)
  const work = workOn(document, written, input)
  for (const { finding } of lifted.refusals) input.report(finding)
  let refused = lifted.refusals.length > 0
  const before = new Map<string, Made>()
  for (const [id, maker] of inOrder(written))
    try {
      const made = make(id, maker, work)
      place(id, made, work)
      warnOfOverlap(id, { made, before }, input)
      for (const { id: own, origin } of made) origins[own] ??= origin ?? origins[id] ?? ['Resources', id]
      note(id, { maker, made }, renames)
    } catch (error) {
      refused = true
      reportAll(error, input)
    }
  try {
    for (const made of deploymentResources(work)) put(work.resources, made.id, draftBody(made))
  } catch (error) {
    refused = true
    reportAll(error, input)
  }
  if (refused) return
  finish(document, work, renames)
}

function finish(document: DraftMap, work: Work, renames: Renames): void {
  document.Resources = { ...unmade(document.Resources), ...work.resources }
  if (Object.keys(work.conditions).length > 0) document.Conditions = work.conditions
  delete document.Transform
  if (renames.ids.size > 0 || renames.derived.size > 0) rename(document, renames)
}

/** Gives the loops and inclusions that nobody could carry out yet: they stay as they are. */
function unmade(resources: Draft | undefined): DraftMap {
  const entries = resources !== undefined && isMap(resources) ? Object.entries(resources) : []
  return Object.fromEntries(entries.filter(([id]) => id.startsWith('Fn::')))
}

const extensions = 'AWS::LanguageExtensions'

/** Checks the sections that the transform reads and gives the resources. */
function writtenIn(document: DraftMap): Record<string, DraftMap> {
  const { Resources } = document
  if (!isMap(Resources) || Object.keys(Resources).length === 0)
    return refuseTemplate('The template needs Resources.', ['Resources'])
  const found: Record<string, DraftMap> = {}
  for (const [id, body] of Object.entries(Resources)) {
    if (id.startsWith('Fn::')) {
      if (id.startsWith('Fn::ForEach') && !JSON.stringify(document.Transform ?? '').includes(extensions))
        refuseTemplate(`${id} works only in a template that names the transform ${extensions}.`, [
          'Resources',
          id,
        ])
      continue
    }
    if (!isMap(body)) return refuseTemplate(`The resource ${id} must be a map.`, ['Resources', id])
    if (given(body.Condition) && typeof body.Condition !== 'string')
      refuse(id, 'Condition must be the name of a condition.', ['Condition'])
    const properties = own(body, 'Properties')
    if (readFirst.has(String(body.Type)) && properties !== undefined && !isMap(properties))
      refuse(id, 'Properties must be a map.', ['Properties'])
    put(found, id, body)
  }
  return found
}

/** Of these types the service looks at the properties before it works on any resource. */
const readFirst = new Set(makers.filter(({ readLate }) => readLate === undefined).map(({ type }) => type))

function workOn(document: DraftMap, written: Record<string, DraftMap>, input: ExpandInput): Work {
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

/** Functions write into the definitions of APIs, so they come first; connectors look at everything, so they come last. */
function inOrder(written: Readonly<Record<string, DraftMap>>): readonly (readonly [string, Maker])[] {
  const groups: [string, Maker][][] = makers.map(() => [])
  for (const [id, { Type }] of Object.entries(written)) {
    const index = makers.findIndex(({ type }) => type === Type)
    const maker = makers[index]
    if (maker !== undefined) groups[maker.turn]?.push([id, maker])
  }
  return groups.flat()
}

const kept = ['DeletionPolicy', 'UpdatePolicy', 'Condition', 'UpdateReplacePolicy', 'Metadata']
const passed = ['Condition', 'DeletionPolicy', 'UpdateReplacePolicy']

function make(id: string, maker: Maker, work: Work): readonly Made[] {
  const body = work.written[id] ?? {}
  if (!isLogicalId(id)) refuse(id, 'a logical ID may have letters and digits alone.')
  if (work.numbers.has(id)) refuse(id, 'a logical ID is a text: put it in quotes.')
  const properties = Object.hasOwn(body, 'Properties') ? (body.Properties ?? null) : {}
  if (!isMap(properties)) return refuse(id, 'Properties must be a map.', ['Properties'])
  const wrong = misfit(maker.shape, maker.open ? knownOnly(maker.shape, properties) : properties)
  if (wrong !== undefined) refuse(id, wrong.message, ['Properties', ...wrong.path])
  const dependsOn = own(body, 'DependsOn')
  const source: Source = {
    id,
    properties,
    attributes: pick(body, kept),
    passed: pick(body, passed),
    ...(dependsOn === undefined ? {} : { dependsOn }),
  }
  return maker.make(source, work)
}

function pick(body: DraftMap, names: readonly string[]): Properties {
  return Object.fromEntries(
    names.filter(name => Object.hasOwn(body, name)).map(name => [name, body[name] ?? null]),
  )
}

/** Puts what was made in the place of the resource, unless it would overwrite another one of the template. */
function place(id: string, made: readonly Made[], work: Work): void {
  delete work.resources[id]
  for (const item of made) {
    expectId(id, item.id)
    const held = Object.hasOwn(work.written, item.id) ? work.written[item.id] : undefined
    if (held !== undefined && item.id !== id && takesPlaceOf[item.type] !== held.Type)
      refuse(id, `would make a resource ${item.id} of type ${item.type}, and there is another of that name.`)
    put(work.resources, item.id, draftBody(item))
  }
}

/** What is made may stand in for these of the template, whoever makes it. */
const takesPlaceOf: Readonly<Record<string, string>> = {
  'AWS::Lambda::Function': 'AWS::Serverless::Function',
  'AWS::Lambda::LayerVersion': 'AWS::Serverless::LayerVersion',
  'AWS::ApiGateway::RestApi': 'AWS::Serverless::Api',
  'AWS::ApiGatewayV2::Api': 'AWS::Serverless::HttpApi',
  'AWS::S3::Bucket': 'AWS::S3::Bucket',
  'AWS::SNS::Topic': 'AWS::SNS::Topic',
  'AWS::DynamoDB::Table': 'AWS::Serverless::SimpleTable',
  'AWS::CloudFormation::Stack': 'AWS::Serverless::Application',
  'AWS::Cognito::UserPool': 'AWS::Cognito::UserPool',
  'AWS::ApiGateway::DomainName': 'AWS::ApiGateway::DomainName',
  'AWS::ApiGateway::BasePathMapping': 'AWS::ApiGateway::BasePathMapping',
  'AWS::StepFunctions::StateMachine': 'AWS::Serverless::StateMachine',
  'AWS::AppSync::GraphQLApi': 'AWS::Serverless::GraphQLApi',
}

function note(
  id: string,
  { maker, made }: { readonly maker: Maker; readonly made: readonly Made[] },
  renames: Notes,
): void {
  const [first] = made
  if (maker.renames && first !== undefined && first.id !== id) renames.ids.set(id, first.id)
  const byType = new Map(made.map(item => [item.type, item.id]))
  const found = Object.entries(maker.referable ?? {}).flatMap(([name, type]): [string, string][] => {
    const target = byType.get(type)
    return target === undefined ? [] : [[name, target]]
  })
  if (found.length > 0) renames.derived.set(id, new Map(found))
}
