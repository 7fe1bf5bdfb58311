import type { StackArguments } from './arguments.ts'
import type { WorkflowContext } from './context.ts'
import type { Reporter } from './reporter.ts'
import { functionOf, reachStack } from './stack/deployed.ts'
import { diagnosed } from './target/diagnosed.ts'
import { atTarget } from './target/target.ts'

/** Which deployed function is run, and with what. */
export interface InvokeDeployedArguments extends StackArguments {
  /** The function's logical ID or name; the only one where none is named. */
  readonly function?: string | undefined
  readonly payload: Uint8Array
}

/** Runs a deployed function where it is deployed; gives its answer and its log. */
export async function invokeDeployed(
  context: WorkflowContext,
  args: InvokeDeployedArguments,
  reporter: Reporter,
) {
  return atTarget(await reachStack(context, args, reporter), async reached => {
    const { provider, target } = reached
    const physicalId = functionOf(reached, args.function)
    return diagnosed(provider, () => provider.invoke(target.connection.client, physicalId, args.payload))
  })
}
