import type { Place } from '../../model/event.ts'
import { localTarget } from '../../workflows/stack/stacks.ts'

/** Names a place in one line: `stack shop (dev) on aws, account 123456789012, region eu-west-1, profile prod`. */
export function placeInWords({ stack, stage, target, provider, account, region, profile }: Place): string {
  const cloud = target === localTarget ? `the local cloud (${provider})` : provider
  const whose = profile === undefined ? '' : `, profile ${profile}`
  return `stack ${stack} (${stage}) on ${cloud}, account ${account}, region ${region}${whose}`
}
