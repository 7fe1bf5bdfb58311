import type { Dialect } from '../../../model/dialect.ts'
import { isRecord, type Properties, record } from '../../../model/value.ts'
import { deployed, expand, generated } from './generated.ts'
import { inlined } from './inlined.ts'
import { macros, macrosIn } from './macros.ts'
import { rules } from './rules/index.ts'
import { schemaOf } from './schemas.ts'

/** AWS SAM and CloudFormation. */
export const dialect: Dialect = {
  name: 'AWS SAM',
  tables: ({ Transform }) =>
    macrosIn(Transform).every(name => name.startsWith('AWS::')) ? 'aws' : undefined,
  schema: 'aws/template.json',
  schemaOf,
  resources(document) {
    return Object.entries(record(document.Resources))
      .filter((entry): entry is [string, Properties] => isRecord(entry[1]) && !entry[0].startsWith('Fn::'))
      .map(([logicalId, body]) => ({
        logicalId,
        type: typeof body.Type === 'string' ? body.Type : '',
        path: ['Resources', logicalId],
        body,
      }))
  },
  pseudo: ({ account, region, partition, stackName }) => ({
    'AWS::AccountId': account,
    'AWS::Region': region,
    'AWS::Partition': partition,
    'AWS::StackName': stackName,
    'AWS::StackId': `arn:${partition}:cloudformation:${region}:${account}:stack/${stackName}/fnx`,
    'AWS::URLSuffix': partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
    'AWS::NotificationARNs': [],
  }),
  generated,
  deployed,
  expand,
  macros,
  nested: {
    type: 'AWS::CloudFormation::Stack',
    template: 'TemplateURL',
    parameters: 'Parameters',
    tags: 'Tags',
    id: 'AWS::StackId',
    idle: {
      NotificationARNs: 'fnx sends no messages about the stack to topics',
      TimeoutInMinutes: 'each resource has its own limit of time',
    },
  },
  inlined,
  rules,
}
