import type { CodeSource, Resource } from '../../model/stack.ts'
import { holdsCall, list, member, type Properties, record, references, text } from '../../model/value.ts'
import { templateApp, type Words } from '../kit/template-app.ts'
import { knownLocally } from './kit/known-locally.ts'
import { services } from './services.ts'

const functionType = 'AWS::Lambda::Function'

/** Gives what of a stack the local cloud can run without deploying it, and its functions alone. */
export const { local, functionsOf } = templateApp({
  services: Object.values(services),
  functionType,
  nameProperty: 'FunctionName',
  known: knownLocally,
  propertiesOf({ logicalId, type, properties }, { reduced }) {
    if (type !== functionType) return record(reduced(properties))
    const FunctionName = text(reduced(properties.FunctionName ?? null)) ?? logicalId
    return { ...record(reduced(pick(properties, settingNames))), FunctionName, ...layersIn(properties) }
  },
  codeOf,
  // An ARN, alone or inside the address of an integration; a name stands for itself.
  nameIn: value => /:function:([\w-]+)/.exec(String(value))?.[1] ?? String(value),
})

/** What of a function a local run looks at: its code, which may be long, is not. */
const settingNames = [
  'Runtime',
  'Handler',
  'Environment',
  'Timeout',
  'MemorySize',
  'Architectures',
  'ReservedConcurrentExecutions',
]

/** A layer of the template goes by its logical ID, whether or not it is deployed. */
function layersIn({ Layers }: Properties): Properties {
  return { Layers: list(Layers).map(layer => references(layer)[0]?.logicalId ?? layer) }
}

function pick(properties: Properties, names: readonly string[]): Properties {
  const entries = names.flatMap(name => {
    const value = member(properties, name)
    return value === undefined ? [] : [[name, value] as const]
  })
  return Object.fromEntries(entries)
}

function codeOf({ properties, metadata }: Resource, { named }: Words): CodeSource | undefined {
  const { Code } = properties
  const build: { readonly build?: Properties } = metadata.BuildMethod === undefined ? {} : { build: metadata }
  if (typeof Code === 'string') return { property: ['Code'], path: Code, ...build }
  const { ZipFile, S3Bucket, S3Key, ImageUri } = record(Code)
  if (typeof ImageUri === 'string')
    return isLocalImage(ImageUri) ? { property: ['Code'], image: ImageUri } : undefined
  if (typeof ZipFile === 'string') return { property: ['Code'], inline: ZipFile }
  if (ZipFile !== undefined && holdsCall(ZipFile))
    return { property: ['Code'], inline: text(named(ZipFile)) ?? '', late: ZipFile }
  const [bucket, key] = [text(S3Bucket), text(S3Key)]
  return bucket === undefined || key === undefined
    ? undefined
    : { property: ['Code'], object: { bucket, key } }
}

/** Lambda takes images from registries of ECR alone; any other name is one of this machine. */
function isLocalImage(uri: string): boolean {
  return !/\.dkr[.-]ecr|\{\{resolve:/.test(uri)
}
