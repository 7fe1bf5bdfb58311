/** Loads a service's client and commands at its first call; nothing else in fnx imports the SDK. */
export const services = {
  lambda: async () => (await import('./lambda/client.ts')).lambda,
  iam: async () => (await import('./iam/client.ts')).iam,
  sts: async () => (await import('./sts/client.ts')).sts,
  s3: async () => (await import('./s3/client.ts')).s3,
  apigateway: async () => (await import('./api-gateway/client.ts')).apigateway,
  apigatewayv2: async () => (await import('./api-gateway-v2/client.ts')).apigatewayv2,
  events: async () => (await import('./events/client.ts')).events,
  ssm: async () => (await import('./ssm/client.ts')).ssm,
  secretsmanager: async () => (await import('./secrets-manager/client.ts')).secretsmanager,
  ec2: async () => (await import('./ec2/client.ts')).ec2,
  cloudformation: async () => (await import('./cloudformation/client.ts')).cloudformation,
  logs: async () => (await import('./logs/client.ts')).logs,
}

type Tables = { [S in keyof typeof services]: Awaited<ReturnType<(typeof services)[S]>> }

/** A service of AWS that fnx calls, by the name in its signatures. */
export type ServiceName = keyof Tables

/** A call of a service. */
export type CallName<S extends ServiceName> = keyof Tables[S]['commands'] & string

type Answering = abstract new (
  ...input: never
) => { resolveMiddleware(...rest: never): (...input: never) => Promise<{ output: unknown }> }

/** What a call of a service answers. */
export type Answer<S extends ServiceName, K extends CallName<S>> = Tables[S]['commands'][K] extends Answering
  ? Awaited<ReturnType<ReturnType<InstanceType<Tables[S]['commands'][K]>['resolveMiddleware']>>>['output']
  : never
