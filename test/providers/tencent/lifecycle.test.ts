import { provider } from '../../../src/providers/tencent/provider.ts'
import { describeLifecycle } from '../../support/lifecycle.ts'
import { cases } from './cases.ts'
import { artifactOf, inputOf, stateOf, tencentCloud } from './tencent-cloud.ts'

describeLifecycle({
  provider,
  cases,
  serve: tencentCloud,
  inputOf,
  stateOf,
  artifactOf,
  shared: { 'Fnx::CodeObject': 'an object is named by its content' },
  remade: {
    'TencentCloud::SCF::Trigger photos-1250000000.cos.ap-guangzhou.myqcloud.com':
      'SCF changes a trigger of a bucket in no way but by making it again (UpdateTrigger)',
  },
})
