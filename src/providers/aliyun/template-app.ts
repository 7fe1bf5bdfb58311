import type { CodeSource, Resource } from '../../model/stack.ts'
import { holdsCall, isRecord, type Properties, record, text } from '../../model/value.ts'
import { localNames } from '../kit/local-names.ts'
import { templateApp, type Words } from '../kit/template-app.ts'
import { camel, camelDeep } from './kit/camel.ts'
import { services } from './services.ts'

const functionType = 'ALIYUN::FC3::Function'
const nameProperties = ['FunctionName', 'TriggerName', 'BucketName', 'RoleName', 'PolicyName']

/** Gives what of a stack the local cloud can run straight from the template, and its functions alone. */
export const { local, functionsOf } = templateApp({
  services,
  functionType,
  nameProperty: 'functionName',
  known: stack => localNames(stack, nameProperties),
  propertiesOf({ type, properties: { Code: _, ...rest }, metadata }, { reduced }) {
    const properties = inFcNames(record(reduced(rest)))
    return type === functionType ? properties : { ...properties, routes: metadata['Fnx::Routes'] ?? [] }
  },
  codeOf,
  nameIn: value => text(value) ?? '',
})

/** Names of variables, and what a trigger's settings hold, are the user's or FC's own already. */
function inFcNames(properties: Properties): Properties {
  const kept = ['EnvironmentVariables', 'TriggerConfig']
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [
      camel(key),
      kept.includes(key) ? value : camelDeep(value),
    ]),
  )
}

function codeOf({ properties: { Code }, metadata }: Resource, { named }: Words): CodeSource | undefined {
  const build = metadata.BuildMethod === undefined ? {} : { build: metadata }
  if (typeof Code === 'string') return { property: ['Code'], path: Code, ...build }
  if (!isRecord(Code)) return undefined
  const { SourceCode, ZipFile } = Code
  if (typeof ZipFile === 'string') return { property: ['Code'], zip: ZipFile }
  if (typeof SourceCode === 'string') return { property: ['Code'], inline: SourceCode }
  if (SourceCode !== undefined && holdsCall(SourceCode))
    return { property: ['Code'], inline: text(named(SourceCode)) ?? '', late: SourceCode }
  const bucket = text(Code.OssBucketName)
  const key = text(Code.OssObjectName)
  return bucket === undefined || key === undefined
    ? undefined
    : { property: ['Code'], object: { bucket, key } }
}
