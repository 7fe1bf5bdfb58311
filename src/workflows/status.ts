import type { StackArguments } from './arguments.ts'
import type { WorkflowContext } from './context.ts'
import type { Reporter } from './reporter.ts'
import { foundStack, providerOf } from './stack/deployed.ts'
import { type Deployed, deployedAt } from './stack/stacks.ts'
import { type Endpoints, endpointsOf } from './target/endpoints.ts'

/** A deployed stack, and where it answers. */
export interface Status {
  readonly deployed: Deployed
  readonly endpoints: Endpoints
}

/** Tells what is deployed, by the state alone. */
export async function statusOf(
  context: WorkflowContext,
  args: StackArguments,
  reporter: Reporter,
): Promise<Status> {
  const deployed = await deployedAt(args, await foundStack(context, args, reporter))
  const provider = await providerOf(deployed.key.provider)
  return { deployed, endpoints: await endpointsOf(context, provider, deployed) }
}
