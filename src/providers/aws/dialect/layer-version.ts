import { isList, isRecord, type Properties, type Value } from '../../../model/value.ts'
import { given, isIntrinsic, present } from './calls.ts'
import { codeAt } from './code.ts'
import { hashed } from './logical-id.ts'
import { Refusal, refuse } from './refusal.ts'
import { resolved } from './resolve.ts'
import { shapeOf } from './shape.ts'
import type { GeneratedResource, ResourceTransform, Source, TransformContext } from './transform-context.ts'

/** `AWS::Serverless::LayerVersion`: a layer whose every change is a new resource, for versions cannot change. */
export const layerVersion: ResourceTransform = {
  type: 'AWS::Serverless::LayerVersion',
  phase: 'others',
  shape: shapeOf({
    'text|map': 'LayerName ContentUri*',
    text: 'Description LicenseInfo RetentionPolicy',
    flag: 'PublishLambdaVersion',
    items: 'CompatibleArchitectures CompatibleRuntimes',
  }),
  renames: true,
  make(written, context) {
    const source = known(written, context)
    retention(source)
    const newId = hashed(source.id, { [source.id]: wholeOf(source) })
    return [named(newId, () => layerOf(newId, source))]
  },
}

/** The service knows the layer by its new ID from here on, so what is refused names it. */
function named(newId: string, make: () => GeneratedResource): GeneratedResource {
  try {
    return make()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { finding } = error
    throw new Refusal({ ...finding, message: `${finding.message} The layer would be ${newId}.` })
  }
}

function layerOf(newId: string, source: Source): GeneratedResource {
  const { id, properties } = source
  checkArchitectures(source)
  return {
    id: newId,
    type: 'AWS::Lambda::LayerVersion',
    properties: present({
      LayerName: given(properties.LayerName) ? properties.LayerName : id,
      Description: properties.Description,
      Content: codeAt(properties.ContentUri ?? null, id, 'ContentUri'),
      CompatibleArchitectures: properties.CompatibleArchitectures,
      CompatibleRuntimes: properties.CompatibleRuntimes,
      LicenseInfo: properties.LicenseInfo,
    }),
    attributes: { DeletionPolicy: 'Retain', ...source.passed, ...retention(source) },
    dependsOn: source.dependsOn,
  }
}

const texts = ['LayerName', 'LicenseInfo', 'Description', 'RetentionPolicy']

/** Parameters are filled in where texts are wanted, for the ID depends on them. */
function known(source: Source, context: TransformContext): Source {
  const filled = texts
    .filter(name => given(source.properties[name]))
    .map((name): [string, Value] => {
      const value = resolved(source.properties[name] ?? null, context.parameters)
      if (typeof value === 'string' || isRecord(value)) return [name, value]
      return refuse(source.id, `${name} must be a text.`, ['Properties', name])
    })
  return { ...source, properties: { ...source.properties, ...Object.fromEntries(filled) } }
}

function wholeOf({ properties, attributes, dependsOn }: Source): Properties {
  const { DeletionPolicy, UpdateReplacePolicy, Metadata, ...rest } = attributes
  return {
    Type: 'AWS::Serverless::LayerVersion',
    ...(given(dependsOn) ? { DependsOn: dependsOn } : {}),
    ...rest,
    Properties: present(properties),
  }
}

function retention({ id, properties }: Source): Properties {
  const { RetentionPolicy: policy = null } = properties
  const path = ['Properties', 'RetentionPolicy']
  if (policy === null) return {}
  const found = ['Retain', 'Delete'].find(
    option => typeof policy === 'string' && policy.toLowerCase() === option.toLowerCase(),
  )
  if (found === undefined) return refuse(id, 'RetentionPolicy is Retain or Delete.', path)
  return { DeletionPolicy: found }
}

function checkArchitectures({ id, properties }: Source): void {
  const list = properties.CompatibleArchitectures
  if (list === undefined || list === null || isIntrinsic(list)) return
  const items = isList(list) ? list : [null]
  if (!items.every(item => isIntrinsic(item) || item === 'arm64' || item === 'x86_64'))
    refuse(id, 'CompatibleArchitectures are x86_64 and arm64.', ['Properties', 'CompatibleArchitectures'])
}
