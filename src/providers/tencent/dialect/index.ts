import type { Dialect } from '../../../model/dialect.ts'
import { own } from '../../../model/value.ts'
import { expand } from './expand.ts'
import { ownsRole, triggersOf } from './function.ts'
import { rules } from './rules/index.ts'
import { schemas } from './schemas.ts'
import { propertiesOf, writtenFunctions, writtenResources } from './written.ts'

/** TCSAM, the templates of Tencent's function service, with the intrinsic functions and resource types that fnx adds. */
export const dialect: Dialect = {
  name: 'TCSAM',
  schema: 'tencent/template.json',
  schemaOf: type => own(schemas, type),
  resources: writtenResources,
  pseudo: ({ account, region, stackName, stage }) => ({
    'TencentCloud::AccountId': account,
    'TencentCloud::Region': region,
    'TencentCloud::StackName': stackName,
    'TencentCloud::Stage': stage,
  }),
  generated: document =>
    writtenFunctions(document).flatMap(fn => [
      ...(ownsRole(propertiesOf(fn, document)) ? [`${fn.logicalId}Role`] : []),
      ...triggersOf({ fn, region: '' }).map(({ logicalId }) => logicalId),
    ]),
  expand,
  rules,
}
