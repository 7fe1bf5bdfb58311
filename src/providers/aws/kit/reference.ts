/** A dynamic reference to a parameter of Systems Manager. */
export interface ParameterReference {
  readonly service: 'ssm' | 'ssm-secure'
  /** `name` or `name:3`, as Systems Manager takes it. */
  readonly name: string
}

/** A dynamic reference to a secret of Secrets Manager. */
export interface SecretReference {
  readonly service: 'secretsmanager'
  /** Name or ARN. */
  readonly id: string
  /** The member of the secret's JSON; the whole text where it is absent. */
  readonly key?: string
  readonly stage?: string
  readonly version?: string
}

const form = /^\{\{resolve:(ssm|ssm-secure|secretsmanager):([^{}]+)\}\}$/
const parameterForm = /^(arn:[\w-]+:ssm:[\w-]*:\d*:parameter[/\w.-]+|[/\w.-]+)(:\d+)?$/
const secretForm =
  /^(arn:[\w-]+:secretsmanager:[\w-]+:\d*:secret:[^:]+|[^:]+)(?::(SecretString)?(?::([^:]*)(?::([^:]*)(?::([^:]*))?)?)?)?$/

/** Reads a dynamic reference of CloudFormation, or gives nothing for a form that CloudFormation does not have. */
export function readReference(text: string): ParameterReference | SecretReference | undefined {
  const [, service, rest = ''] = form.exec(text) ?? []
  if (service === 'secretsmanager') return readSecret(rest)
  if (service !== 'ssm' && service !== 'ssm-secure') return undefined
  return parameterForm.test(rest) ? { service, name: rest } : undefined
}

function readSecret(rest: string): SecretReference | undefined {
  const match = secretForm.exec(rest)
  const [, id, , key, stage, version] = match ?? []
  // Stage and version name the same thing twice: CloudFormation takes one of them.
  if (id === undefined || (stage && version)) return undefined
  return {
    service: 'secretsmanager',
    id,
    ...(key ? { key } : {}),
    ...(stage ? { stage } : {}),
    ...(version ? { version } : {}),
  }
}
