import type { Context, Typed } from '../cli/command.ts'
import { wantsJson } from '../cli/options.ts'
import { reporter } from '../cli/views/reporter.ts'
import { writeOutput } from '../cli/views/write.ts'
import { functionOf, reachStack } from './stack/deployed.ts'
import { diagnosed } from './target/diagnosed.ts'

/** Runs a deployed function where it is deployed; the answer goes to the output, the log to the error stream. */
export async function invokeDeployed(context: Context, typed: Typed, payload: Uint8Array): Promise<number> {
  const out = reporter(context, wantsJson(typed))
  const reached = await reachStack(context, { ...typed, args: [] }, out)
  try {
    const { provider, target } = reached
    const physicalId = functionOf(reached, typed.args[0])
    const {
      payload: answer,
      failed,
      log,
    } = await diagnosed(provider, () => provider.invoke(target.connection.client, physicalId, payload))
    if (log !== undefined) writeOutput(context.stderr, log.endsWith('\n') ? log : `${log}\n`)
    writeOutput(context.stdout, `${Buffer.from(answer).toString()}\n`)
    return failed ? 1 : 0
  } finally {
    await reached.target.close()
    out.close()
  }
}
