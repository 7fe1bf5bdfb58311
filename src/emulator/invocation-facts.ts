import type { Contract, InvocationFacts } from '../model/contract.ts'
import type { FunctionSpec } from '../model/stack.ts'

/** The keys that the local cloud knows. */
export const localCredentials = { id: 'local', secret: 'local', token: 'local' }

/** Says of one invocation what its cloud would; its time begins now. */
export function factsOf(
  { spec, logStream }: { readonly spec: FunctionSpec; readonly logStream: string },
  requestId: string,
): InvocationFacts {
  const deadline = Date.now() + spec.timeout * 1000
  return { requestId, deadline, spec, logStream, credentials: localCredentials }
}

/** Gives the headers that an event goes out with. */
export function headersOf(facts: InvocationFacts, contract: Contract): Record<string, string> {
  const { spec } = facts
  const context = contract.context(facts)
  const arn = context.invokedFunctionArn
  const headers: Record<string, string> = {
    'Lambda-Runtime-Aws-Request-Id': facts.requestId,
    'Lambda-Runtime-Deadline-Ms': String(facts.deadline),
    'Lambda-Runtime-Invoked-Function-Arn':
      typeof arn === 'string' ? arn : `arn:aws:lambda:${spec.region}:${spec.account}:function:${spec.name}`,
  }
  if (contract.style !== 'lambda')
    headers['Fnx-Context'] = Buffer.from(JSON.stringify(context)).toString('base64')
  return headers
}
