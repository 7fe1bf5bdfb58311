import type { Rule } from '../../../../model/dialect.ts'
import { isRecord, type Path, record, text } from '../../../../model/value.ts'
import { references } from './dynamic-reference.ts'

/** From https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm-secure-strings.html */
const places: Readonly<Record<string, readonly string[]>> = {
  'AWS::DirectoryService::MicrosoftAD': ['Password'],
  'AWS::DirectoryService::SimpleAD': ['Password'],
  'AWS::ElastiCache::ReplicationGroup': ['AuthToken'],
  'AWS::IAM::User': ['LoginProfile.Password'],
  'AWS::KinesisFirehose::DeliveryStream': ['RedshiftDestinationConfiguration.Password'],
  'AWS::OpsWorks::App': ['AppSource.Password'],
  'AWS::OpsWorks::Stack': ['CustomCookbooksSource.Password', 'RdsDbInstances.DbPassword'],
  'AWS::RDS::DBCluster': ['MasterUserPassword'],
  'AWS::RDS::DBInstance': ['MasterUserPassword'],
  'AWS::Redshift::Cluster': ['MasterUserPassword'],
}

/** Refuses secure parameters where CloudFormation does not fill them in. */
export const secureReference: Rule = {
  code: 'E1041',
  title: 'Secure parameter where none may stand',
  why: 'CloudFormation fills in ssm-secure for a few properties alone, which never show their value.',
  *check({ template: { document, text: written } }) {
    if (!written.includes('{{resolve:ssm-secure:')) return
    for (const section of ['Resources', 'Outputs'])
      for (const [reference, path] of references(document[section] ?? null, [section])) {
        const type = isRecord(document.Resources)
          ? text(record(document.Resources[String(path[1])]).Type)
          : undefined
        if (!reference.startsWith('ssm-secure:') || (section === 'Resources' && fits(type, path))) continue
        yield {
          path,
          message: `"{{resolve:${reference}}}" may not stand here.`,
          hint: 'Keep the value in AWS Secrets Manager and refer to it by {{resolve:secretsmanager:…}}.',
        }
      }
  },
}

/** What a call makes of its arguments stands at the property that holds the call. */
function fits(type: string | undefined, path: Path): boolean {
  const steps = path.slice(3).filter(step => typeof step === 'string' && !step.startsWith('Fn::'))
  const property = steps.join('.')
  // Custom resources and modules are checked by nobody but their own code.
  if (type === undefined || !type.startsWith('AWS::')) return true
  return Object.hasOwn(places, type) && places[type]?.includes(property) === true
}
