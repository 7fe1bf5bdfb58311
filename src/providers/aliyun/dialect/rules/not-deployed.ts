import type { Rule } from '../../../../model/dialect.ts'
import { didYouMean } from '../../../../model/similar.ts'
import { isNearly, kindOf, kinds } from '../kind.ts'

/** Types of the transform and of ROS that fnx deploys. */
const deployed: readonly string[] = [
  'Function',
  'Role',
  'Service',
  'ALIYUN::FC3::Function',
  'ALIYUN::FC3::Trigger',
  'ALIYUN::OSS::Bucket',
  'ALIYUN::RAM::AttachPolicyToRole',
  'ALIYUN::RAM::ManagedPolicy',
  'ALIYUN::RAM::Role',
]

/** Warns of resources that a plan will refuse because fnx cannot make them. */
export const notDeployed: Rule = {
  code: 'W4315',
  title: 'Resource type is not deployed by fnx yet',
  why: 'fnx checks it and cannot create it.',
  *check({ resources }) {
    for (const { logicalId, type, path } of resources) {
      const kind = kindOf(type)
      const isRefused = isNearly(type) || (kind !== undefined && !kinds.includes(kind))
      if (deployed.includes(kind ?? type) || type === '' || isRefused) continue
      yield {
        path: [...path, 'Type'],
        message: `${logicalId} is a ${type}, which fnx cannot deploy yet: plan and deploy stop at it.`,
        hint: didYouMean(type, deployed).hint ?? 'Create it beside the template and refer to it by name.',
      }
    }
  },
}
