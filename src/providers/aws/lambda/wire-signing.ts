import type { WireCall } from '../../../model/operation.ts'
import type { Properties } from '../../../model/value.ts'
import { record } from '../../../model/value.ts'
import { fault } from '../protocols/fault.ts'
import { arn, entriesIn, entry, keyIn } from '../protocols/scope.ts'
import { onLambda } from './wire-service.ts'

/** The table of code signing configurations: `config` as AWS shows it, and tags. */
export const signingTable = 'aws.lambda.signing'

const path = '/2020-04-22/code-signing-configs'

/** Lambda's calls on code signing configurations, which are kept; the local cloud checks no signature. */
export const signings = [
  onLambda(`POST ${path} CreateCodeSigningConfig`, (call, { body }) => {
    const { Tags, ...settings } = body
    const CodeSigningConfigId = `csc-${call.id().replaceAll('-', '').slice(0, 17)}`
    const config = {
      Description: '',
      CodeSigningPolicies: { UntrustedArtifactOnDeployment: 'Warn' },
      ...settings,
      CodeSigningConfigId,
      CodeSigningConfigArn: arn(call, 'lambda', `code-signing-config:${CodeSigningConfigId}`),
      LastModified: call.now.toISOString(),
    }
    saveSigning(call, config.CodeSigningConfigArn, { config, tags: record(Tags) })
    return { status: 201, json: { CodeSigningConfig: config } }
  }),
  onLambda(`GET ${path} ListCodeSigningConfigs`, call => ({
    json: { CodeSigningConfigs: entriesIn(call, signingTable).map(({ config }) => record(config)) },
  })),
  onLambda(`GET ${path}/{arn} GetCodeSigningConfig`, (call, { path: { arn = '' } }) => ({
    json: { CodeSigningConfig: record(signingOf(call, arn).config) },
  })),
  onLambda(`PUT ${path}/{arn} UpdateCodeSigningConfig`, (call, { path: { arn = '' }, body }) => {
    const found = signingOf(call, arn)
    const config = { ...record(found.config), ...body, LastModified: call.now.toISOString() }
    saveSigning(call, arn, { ...found, config })
    return { json: { CodeSigningConfig: config } }
  }),
  onLambda(`DELETE ${path}/{arn} DeleteCodeSigningConfig`, (call, { path: { arn = '' } }) => {
    signingOf(call, arn)
    call.store.delete(signingTable, keyIn(call, arn))
    return { status: 204 }
  }),
]

/** Gives the record of a code signing configuration. */
export function signingOf(call: WireCall, arn: string): Properties {
  const found = entry(call.store, signingTable, keyIn(call, arn))
  if (found !== undefined) return found
  throw fault(404, 'ResourceNotFoundException', `Code signing configuration ${arn} cannot be found.`, {
    Type: 'User',
  })
}

/** Keeps the record of a code signing configuration. */
export function saveSigning(call: WireCall, arn: string, found: Properties): void {
  call.store.put(signingTable, keyIn(call, arn), found)
}
