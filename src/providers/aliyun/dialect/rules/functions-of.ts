import type { WrittenResource } from '../../../../model/dialect.ts'
import { kindOf } from '../kind.ts'

/** Picks the functions among resources, those of the transform and those of FC 3.0. */
export function functionsOf(resources: readonly WrittenResource[]): readonly WrittenResource[] {
  return resources.filter(({ type }) => kindOf(type) === 'Function' || type === 'ALIYUN::FC3::Function')
}
