import { callOf, isRecord, type Properties, references, type Value } from '../../../model/value.ts'
import { given } from './calls.ts'
import { type DraftMap, isMap, own } from './draft.ts'
import { mapped, resolved } from './resolve.ts'

/** What is known when a template that lies beside its code is packaged. */
export interface Packaging {
  /** Values of parameters that are known; a location that hangs on another one is open. */
  readonly parameters: Properties
  /** The parameters that the template declares. */
  readonly declared: Properties
  readonly mappings: Properties
}

/**
 * Fills in what packaging does before the transform sees a template: a function without code is the folder of the
 * template, an image that is built has a name, and a path that a parameter or mapping gives is that path.
 */
export function fillCode(written: Readonly<Record<string, DraftMap>>, packaging: Packaging): void {
  for (const [id, body] of Object.entries(written)) {
    body.Properties ??= {}
    const { Properties: properties } = body
    if (!isMap(properties)) continue
    if (body.Type === 'AWS::Serverless::LayerVersion') fillPath(properties, 'ContentUri', packaging)
    if (body.Type !== 'AWS::Serverless::Function') continue
    if (properties.PackageType === 'Image') fillImage(id, body, properties)
    else if (!given(own(properties, 'InlineCode'))) {
      if (!given(own(properties, 'CodeUri'))) properties.CodeUri = '.'
      fillPath(properties, 'CodeUri', packaging)
    }
  }
}

/** The name that `sam build` gives an image: in lower case, as registries want it. */
function fillImage(id: string, { Metadata }: DraftMap, properties: DraftMap): void {
  if (given(own(properties, 'ImageUri')) || !isRecord(Metadata)) return
  const { Dockerfile, DockerContext, DockerTag } = Metadata
  if (!given(Dockerfile) && !given(DockerContext)) return
  properties.ImageUri = `${id.toLowerCase()}:${typeof DockerTag === 'string' && DockerTag !== '' ? DockerTag : 'latest'}`
}

function fillPath(properties: DraftMap, name: string, packaging: Packaging): void {
  const written = own(properties, name)
  if (!isMap(written) || callOf(written) === undefined) return
  const found = mapped(resolved(written, packaging.parameters), packaging.mappings)
  const path = textOf(found)
  // An address in S3 that a call gives is refused by the transform, whatever packaged the rest.
  if (path !== undefined && !path.startsWith('s3://')) properties[name] = path
  else if (isOpen(found, packaging)) properties[name] = { Bucket: written, Key: written }
}

/** Tells whether nothing is missing but the values of parameters. */
function isOpen(value: Value, { parameters, declared }: Packaging): boolean {
  const names = references(value).map(({ logicalId }) => logicalId)
  return (
    names.length > 0 && names.every(name => Object.hasOwn(declared, name) && !Object.hasOwn(parameters, name))
  )
}

/** Gives the text of a value without holes, or nothing. */
function textOf(value: Value): string | undefined {
  if (typeof value === 'string') return value
  const call = callOf(value)
  const whole = call?.name === 'Fn::Sub' && typeof call.argument === 'string' ? call.argument : undefined
  return whole?.includes('${') ? undefined : whole
}
