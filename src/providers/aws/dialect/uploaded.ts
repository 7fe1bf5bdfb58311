import type { Coded, Stack } from '../../../model/stack.ts'
import { at, own, type Path } from '../../../model/value.ts'

interface Upload {
  readonly property: Path
  readonly uploaded: NonNullable<Coded['uploaded']>
  /** A file that goes as it is. */
  readonly raw?: true
}

/**
 * Properties that name a file or a folder which lies in S3 when the resource is made:
 * https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html
 */
const uploads: Readonly<Record<string, Upload>> = {
  'AWS::CloudFormation::ModuleVersion': { property: ['ModulePackage'], uploaded: 'address' },
  'AWS::CloudFormation::ResourceVersion': { property: ['SchemaHandlerPackage'], uploaded: 'address' },
  'AWS::CodeCommit::Repository': { property: ['Code', 'S3'], uploaded: 'Bucket and Key' },
  'AWS::ElasticBeanstalk::ApplicationVersion': { property: ['SourceBundle'], uploaded: 'S3Bucket and S3Key' },
  'AWS::Glue::Job': { property: ['Command', 'ScriptLocation'], uploaded: 'address', raw: true },
}

/** Gives what of a stack is uploaded from beside the template, as packaging sees it. */
export function uploadsIn({ resources, provider }: Stack): readonly Coded[] {
  return Object.values(resources).flatMap(({ logicalId, type, properties }) => {
    const { property = [], uploaded, raw } = own(uploads, type) ?? {}
    const path = uploaded === undefined ? undefined : at(properties, property)
    if (uploaded === undefined || typeof path !== 'string' || /^\w+:\/\//.test(path)) return []
    return { id: logicalId, provider, runtime: '', uploaded, code: { property, path, ...(raw && { raw }) } }
  })
}
