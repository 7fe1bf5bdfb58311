import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { TypeTable, TypeTables } from '../../model/dialect.ts'
import { at, isList, isRecord, type Properties, record, type Value } from '../../model/value.ts'

/** The tables of a cloud's resource types, with the schemas that are in them. */
export interface SchemaTables extends TypeTables {
  /** Gives the schemas of a service by their file, such as `aws/types/AWS::SQS.json`. */
  document(file: string): Properties | undefined
  /** Gives the schema of what a type of a transform passes on as it is: `aws/types/limits.json#/definitions/…`. */
  limitsOf(type: string): string | undefined
}

/** Opens the tables that the build made for a cloud; each service is read when it is first named. */
export function typeTables(root: string, cloud: string | undefined): SchemaTables {
  if (cloud === undefined) return none
  const key = `${root}\n${cloud}`
  const known = opened.get(key) ?? openTables(join(root, 'dist', 'types', cloud), cloud)
  opened.set(key, known)
  return known
}

const none: SchemaTables = {
  typeOf: () => undefined,
  names: () => [],
  document: () => undefined,
  limitsOf: () => undefined,
}
const opened = new Map<string, SchemaTables>()

function openTables(path: string, cloud: string): SchemaTables {
  const parts = partsOf(path)
  const file = (service: string): string => `${cloud}/types/${service}.json`
  const byFile = new Map(Object.keys(parts.index).map(service => [file(service), service]))
  const known = new Map<string, TypeTable>()
  const read = (type: string): TypeTable | undefined => {
    const end = type.lastIndexOf('::')
    const [service, name] = [type.slice(0, end), type.slice(end + 2)]
    const found = at(parts.read(service), ['definitions', name])
    return isRecord(found) ? tableOf(found, `${file(service)}#/definitions/${name}`) : undefined
  }
  let names: readonly string[] | undefined
  return {
    typeOf(type) {
      const found = known.get(type) ?? read(type)
      if (found !== undefined) known.set(type, found)
      return found
    },
    names() {
      names ??= textsOf(parts.read('names')?.types)
      return names
    },
    document: name => parts.read(byFile.get(name) ?? ''),
    limitsOf(type) {
      if (!type.includes('::Serverless::')) return undefined
      const has = at(parts.read('limits'), ['definitions', type]) !== undefined
      return has ? `${file('limits')}#/definitions/${type}` : undefined
    },
  }
}

function tableOf(found: Properties, schema: string): TypeTable {
  const { attributes, replacedBy, identifier, ref, tags, writeOnly, lacks, required, arn } = found
  const properties = record(found.properties)
  const writable = Object.keys(properties).filter(name => record(properties[name]).readOnly !== true)
  const known = attributes === undefined ? {} : { attributes: Object.entries(record(attributes)) }
  const kinds = known.attributes?.map(([name, kind]): [string, string] => [name, String(kind)])
  return {
    schema,
    ...(kinds === undefined ? {} : { attributes: Object.fromEntries(kinds) }),
    replacedBy: textsOf(replacedBy),
    ...(identifier === undefined ? {} : { identifier: textsOf(identifier) }),
    ...(ref === undefined ? {} : { ref: textsOf(ref) }),
    ...(typeof tags === 'string' ? { tags } : {}),
    ...(typeof arn === 'string' ? { arn } : {}),
    properties: writable,
    required: textsOf(required),
    writeOnly: textsOf(writeOnly),
    lacks: textsOf(lacks),
    isMap: property => record(properties[property]).type === 'object',
  }
}

function textsOf(value: Value | undefined): readonly string[] {
  return isList(value) ? value.map(String) : []
}

interface Parts {
  readonly index: Properties
  read(name: string): Properties | undefined
}

/** A pack is compressed documents one behind the other, and an index that says where each of them is. */
function partsOf(path: string): Parts {
  // Without a build there are no tables: what they would say is not known.
  if (!existsSync(`${path}.pack`)) return { index: {}, read: () => undefined }
  const index = record(JSON.parse(readFileSync(`${path}.json`, 'utf8')))
  const known = new Map<string, Properties>()
  let bytes: Buffer | undefined
  const read = (name: string): Properties | undefined => {
    const place = Object.hasOwn(index, name) ? index[name] : undefined
    if (!isList(place)) return undefined
    bytes ??= readFileSync(`${path}.pack`)
    const [offset, length] = place.map(Number)
    const document = documentIn(bytes.subarray(offset, Number(offset) + Number(length)))
    known.set(name, document)
    return document
  }
  return { index, read: name => known.get(name) ?? read(name) }
}

function documentIn(compressed: Uint8Array): Properties {
  return record(JSON.parse(gunzipSync(compressed).toString('utf8')))
}
