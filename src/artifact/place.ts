import { extname } from 'node:path'
import { type Artifact, answersKey, artifactKey, codeKey } from '../model/artifact.ts'
import type { CodeStorage } from '../model/provider.ts'
import type { Coded, CodeSource, Resource, Stack } from '../model/stack.ts'
import { own, record, references, type Value, withAt } from '../model/value.ts'

/** The logical ID of the bucket that large code is uploaded to. */
export const codeBucket = 'FnxCode'

/**
 * Puts each function's artifact where its cloud takes code from: into the call when the zip is small, else into an
 * object of a bucket, both of which become resources of the stack.
 */
export function placeCode(
  stack: Stack,
  coded: readonly Coded[],
  artifacts: ReadonlyMap<string, Artifact>,
  storage: CodeStorage,
): Stack {
  const resources = { ...stack.resources }
  const marks = new Map(coded.flatMap(({ id, code }) => markOf(artifacts.get(id), code?.late, id)))
  for (const { id, code, uploaded } of coded) {
    const artifact = artifacts.get(id)
    const resource = own(resources, id)
    if (code === undefined || artifact === undefined || resource === undefined) continue
    const small = uploaded === undefined && artifact.size <= storage.inlineLimit
    const placed = small
      ? inCall(resource, code.property, artifact)
      : fromBucket(resource, code, { artifact, storage, uploaded })
    Object.assign(resources, placed)
  }
  for (const resource of Object.values(resources))
    if (resource.type === storage.versionType) resources[resource.logicalId] = dated(resource, marks)
  return { ...stack, resources }
}

/** Tells what answers through a bucket where to, and makes the bucket a resource of the stack. */
export function placeAnswers(
  stack: Stack,
  { storage, stackId }: { readonly storage: CodeStorage; readonly stackId: string },
): Stack {
  const resources = { ...stack.resources }
  for (const resource of Object.values(stack.resources)) {
    if (storage.answers?.(resource.type) !== true) continue
    const place = { Bucket: { Ref: codeBucket }, StackId: stackId }
    const placed = withProperty(resource, [answersKey], place)
    resources[codeBucket] ??= bucketOf(resource, storage)
    resources[resource.logicalId] = { ...placed, dependsOn: [...resource.dependsOn, codeBucket].sort() }
  }
  return { ...stack, resources }
}

function bucketOf(resource: Resource, storage: CodeStorage): Resource {
  return generated(resource, {
    logicalId: codeBucket,
    type: storage.bucketType,
    properties: storage.bucketProperties,
  })
}

/** A version is of the code that its function has now; that is no property in the template, which names a path. */
function dated(resource: Resource, marks: ReadonlyMap<string, Value>): Resource {
  const named = references(resource.properties).map(({ logicalId }) => marks.get(logicalId))
  const mark = named.find(found => found !== undefined)
  return mark === undefined ? resource : withProperty(resource, [codeKey], mark)
}

/** What tells one code of a function from another: its hash, or the text that is packed at its step. */
function markOf(artifact: Artifact | undefined, late: Value | undefined, id: string) {
  const mark = artifact?.hash ?? late
  return mark === undefined ? [] : [[id, mark] as const]
}

type Resources = Stack['resources']
type Property = CodeSource['property']

function inCall(resource: Resource, property: Property, { hash }: Artifact): Resources {
  return { [resource.logicalId]: withProperty(resource, property, { [artifactKey]: hash }) }
}

interface Upload {
  readonly artifact: Artifact
  readonly storage: CodeStorage
  readonly uploaded: Coded['uploaded']
}

function fromBucket(
  resource: Resource,
  { property, raw, path = '' }: CodeSource,
  { artifact: { hash }, storage, uploaded }: Upload,
): Resources {
  const bucket = bucketOf(resource, storage)
  const key = `${hash}${raw ? extname(path) : '.zip'}`
  const object = generated(resource, {
    logicalId: `${codeBucket}${hash.slice(0, 12)}`,
    type: storage.objectType,
    properties: { Bucket: { Ref: codeBucket }, Key: key, Artifact: { [artifactKey]: hash } },
    dependsOn: [codeBucket],
  })
  const changed = withProperty(resource, property, named(uploaded, key, storage))
  const dependsOn = [...new Set([...resource.dependsOn, codeBucket, object.logicalId])].sort()
  return {
    [codeBucket]: bucket,
    [object.logicalId]: object,
    [resource.logicalId]: { ...changed, dependsOn },
  }
}

/** Gives what names an uploaded object, in the shape that a property takes. */
function named(uploaded: Coded['uploaded'], key: string, { reference }: CodeStorage): Value {
  const bucket = { Ref: codeBucket }
  if (uploaded === undefined) return reference(bucket, key)
  if (uploaded === 'address') return { 'Fn::Join': ['', ['s3://', bucket, `/${key}`]] }
  return uploaded === 'Bucket and Key' ? { Bucket: bucket, Key: key } : { S3Bucket: bucket, S3Key: key }
}

function withProperty(resource: Resource, property: Property, value: Value): Resource {
  return { ...resource, properties: record(withAt(resource.properties, property, value)) }
}

function generated(
  { origin }: Resource,
  given: Pick<Resource, 'logicalId' | 'type' | 'properties'> & Partial<Resource>,
): Resource {
  return { dependsOn: [], deletionPolicy: 'Delete', metadata: {}, origin, ...given }
}
