import type { Rule } from '../../../../model/dialect.ts'
import { isRecord, record } from '../../../../model/value.ts'
import { kindOf } from '../kind.ts'

/** Warns of a network setting that lacks the vSwitches that Function Compute needs. */
export const vpcWithoutSwitch: Rule = {
  code: 'W4304',
  title: 'VpcConfig names no vSwitch',
  why: 'Function Compute puts the network card of a function into a vSwitch; without one it refuses the setting.',
  *check({ resources }) {
    for (const { logicalId, type, body, path } of resources) {
      if (!['Function', 'Service'].includes(kindOf(type) ?? '')) continue
      const { VpcConfig } = record(body.Properties)
      if (!isRecord(VpcConfig) || VpcConfig.VpcId === undefined || VpcConfig.VSwitchIds !== undefined)
        continue
      yield {
        path: [...path, 'Properties', 'VpcConfig'],
        part: 'key',
        message: `The VpcConfig of ${logicalId} has no VSwitchIds: the local cloud takes it, and Function Compute refuses it.`,
        hint: 'Add VSwitchIds with at least one vSwitch of the VPC.',
      }
    }
  },
}
