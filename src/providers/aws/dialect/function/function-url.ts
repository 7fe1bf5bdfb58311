import { isRecord, type Properties, type Value } from '../../../../model/value.ts'
import { given, isIntrinsic, present, ref } from '../calls.ts'
import { refuse } from '../refusal.ts'
import type { GeneratedResource, Source } from '../transform-context.ts'

/** The address of a function and, where all may call it, the permissions to. `alias` is the alias that it leads to. */
export function functionUrl(
  source: Source,
  config: Properties,
  alias: GeneratedResource | undefined,
): readonly GeneratedResource[] {
  const { id, passed } = source
  check(id, config)
  const target = ref(alias?.id ?? id)
  const url: GeneratedResource = {
    id: `${id}Url`,
    type: 'AWS::Lambda::Url',
    properties: present({
      AuthType: config.AuthType,
      Cors: given(config.Cors) ? config.Cors : undefined,
      InvokeMode: config.InvokeMode,
      TargetFunctionArn: target,
    }),
    attributes: passed,
  }
  if (config.AuthType !== 'NONE') return [url]
  const open = (suffix: string, properties: Properties): GeneratedResource => ({
    id: id + suffix,
    type: 'AWS::Lambda::Permission',
    properties: { FunctionName: target, Principal: '*', ...properties },
    attributes: passed,
  })
  return [
    url,
    open('UrlPublicPermissions', { Action: 'lambda:InvokeFunctionUrl', FunctionUrlAuthType: 'NONE' }),
    open('URLInvokeAllowPublicAccess', { Action: 'lambda:InvokeFunction', InvokedViaFunctionUrl: true }),
  ]
}

const corsKinds: Readonly<Record<string, 'list' | 'boolean' | 'number'>> = {
  AllowOrigins: 'list',
  AllowMethods: 'list',
  AllowCredentials: 'boolean',
  AllowHeaders: 'list',
  ExposeHeaders: 'list',
  MaxAge: 'number',
}

function check(id: string, config: Properties): void {
  const path = ['Properties', 'FunctionUrlConfig']
  if (isIntrinsic(config)) return
  const { AuthType, Cors } = config
  if (!isIntrinsic(AuthType) && AuthType !== 'AWS_IAM' && AuthType !== 'NONE')
    refuse(id, 'FunctionUrlConfig needs AuthType AWS_IAM or NONE.', [...path, 'AuthType'])
  if (!given(Cors) || isIntrinsic(Cors)) return
  if (!isRecord(Cors)) refuse(id, 'Cors must be a map.', [...path, 'Cors'])
  for (const [key, value] of Object.entries(Cors)) {
    const kind = Object.hasOwn(corsKinds, key) ? corsKinds[key] : undefined
    if (kind === undefined) refuse(id, `Cors has no property ${key}.`, [...path, 'Cors', key])
    if (!isIntrinsic(value) && kindOf(value) !== kind)
      refuse(id, `Cors takes a ${kind} for ${key}.`, [...path, 'Cors', key])
  }
}

function kindOf(value: Value): string {
  return Array.isArray(value) ? 'list' : typeof value
}
