import type { Cloud } from '../model/provider.ts'
import { aliyun } from './aliyun/cloud.ts'
import { aws } from './aws/cloud.ts'
import { tencent } from './tencent/cloud.ts'

/** The table of clouds: a template belongs to the first whose `matches` says so. */
export const clouds: readonly Cloud[] = [aliyun, tencent, aws]
