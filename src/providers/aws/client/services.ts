/** Loads a service's client and commands at its first call; nothing else in fnx imports the SDK. */
export const services = {
  lambda: async () => (await import('./lambda.ts')).lambda,
  iam: async () => (await import('./iam.ts')).iam,
  sts: async () => (await import('./sts.ts')).sts,
  s3: async () => (await import('./s3.ts')).s3,
  apigateway: async () => (await import('./api-gateway.ts')).apigateway,
  apigatewayv2: async () => (await import('./api-gateway-v2.ts')).apigatewayv2,
  events: async () => (await import('./event-bridge.ts')).events,
  ssm: async () => (await import('./ssm.ts')).ssm,
  secretsmanager: async () => (await import('./secrets-manager.ts')).secretsmanager,
  ec2: async () => (await import('./ec2.ts')).ec2,
  cloudformation: async () => (await import('./cloudformation.ts')).cloudformation,
  logs: async () => (await import('./cloudwatch-logs.ts')).logs,
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
