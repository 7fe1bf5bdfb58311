import type { CodeSource, Resource } from '../../model/stack.ts'
import { record, text } from '../../model/value.ts'
import { localNames } from '../kit/local-names.ts'
import { templateApp } from '../kit/template-app.ts'
import { services } from './services.ts'

const functionType = 'TencentCloud::SCF::Function'
const nameProperties = ['FunctionName', 'TriggerName', 'BucketName', 'RoleName', 'NamespaceName']

/** Gives what of a stack the local cloud can run straight from the template, and its functions alone. */
export const { local, functionsOf } = templateApp({
  services,
  functionType,
  nameProperty: 'FunctionName',
  known: stack => localNames(stack, nameProperties),
  propertiesOf({ type, properties: { Code: _, ...rest }, metadata }, { reduced }) {
    const properties = record(reduced(rest))
    return type === functionType ? properties : { ...properties, Routes: metadata['Fnx::Routes'] ?? [] }
  },
  codeOf,
  nameIn: value => text(value) ?? '',
})

function codeOf({ properties, metadata }: Resource): CodeSource | undefined {
  const { Code } = properties
  const property = ['Code']
  if (typeof Code === 'string')
    return { property, path: Code, ...(metadata.BuildMethod === undefined ? {} : { build: metadata }) }
  const { CosBucketName, CosObjectName } = record(Code)
  const [bucket, key] = [text(CosBucketName), text(CosObjectName)]
  return bucket === undefined || key === undefined ? undefined : { property, object: { bucket, key } }
}
