import { provider } from '../../../src/providers/aliyun/provider.ts'
import { describeLifecycle } from '../../support/lifecycle.ts'
import { aliyunCloud, artifactOf, inputOf, stateOf } from './aliyun-cloud.ts'
import { cases } from './cases.ts'

describeLifecycle({
  provider,
  cases,
  serve: aliyunCloud,
  inputOf,
  stateOf,
  artifactOf,
  alone: { 'Fnx::CodeObject': 'its metadata says whose the object of that key is' },
  remade: { 'ALIYUN::FC3::Trigger topic': 'a trigger of a topic changes in no way but by being made again' },
})
