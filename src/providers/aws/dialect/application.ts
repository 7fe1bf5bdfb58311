import { isRecord, type Properties, type Value } from '../../../model/value.ts'
import { given, isIntrinsic, present } from './calls.ts'
import { refuse } from './refusal.ts'
import { mapped, resolved } from './resolve.ts'
import { shapeOf } from './shape.ts'
import { markedTags } from './tags.ts'
import type { ResourceTransform, Source, TransformContext } from './transform-context.ts'

/** `AWS::Serverless::Application`: a nested stack, of a template or of an application of the repository. */
export const application: ResourceTransform = {
  type: 'AWS::Serverless::Application',
  phase: 'others',
  shape: shapeOf({
    'text|map': 'Location*',
    text: 'TemplateUrl',
    map: 'Parameters Tags',
    items: 'NotificationARNs',
    whole: 'TimeoutInMinutes',
  }),
  make(source, context) {
    const { id, properties } = source
    const location = isRecord(properties.Location)
      ? locationOf(source, properties.Location, context)
      : undefined
    const tags = present({
      'serverlessrepo:applicationId': location?.ApplicationId,
      'serverlessrepo:semanticVersion': location?.SemanticVersion,
    })
    const stack = {
      id,
      type: 'AWS::CloudFormation::Stack',
      properties: present({
        TemplateURL: location === undefined ? properties.Location : repositoryUrl,
        Parameters: properties.Parameters,
        NotificationARNs: properties.NotificationARNs,
        Tags: markedTags(id, properties.Tags, tags),
        TimeoutInMinutes: properties.TimeoutInMinutes,
      }),
      attributes: source.passed,
      dependsOn: source.dependsOn,
    }
    return [stack]
  },
}

/** Where the service would put the repository's template; fnx does not ask the repository. */
const repositoryUrl = 'https://awsserverlessrepo-changesets-xxx.s3.amazonaws.com/signed-url'

function locationOf({ id }: Source, location: Properties, context: TransformContext): Properties {
  const known = (name: string): Value => {
    const path = ['Properties', 'Location', name]
    if (!Object.hasOwn(location, name)) return refuse(id, `Location needs ${name}.`, path.slice(0, -1))
    const value = mapped(resolved(location[name] ?? null, context.parameters), context.mappings)
    if (!given(value)) return refuse(id, `Location needs ${name}.`, path)
    if (isIntrinsic(value) || isRecord(value))
      return refuse(id, `${name} takes no calls but Ref to a parameter and FindInMap.`, path)
    if (typeof value !== 'string') return refuse(id, `${name} must be a text.`, path)
    return value
  }
  const [ApplicationId, SemanticVersion] = [known('ApplicationId'), known('SemanticVersion')]
  if (/\{\{resolve:ssm:[\w.\-/]+(:\d+)?\}\}/.test(String(ApplicationId)))
    refuse(id, 'ApplicationId takes no dynamic reference.', ['Properties', 'Location', 'ApplicationId'])
  return { ...location, ApplicationId, SemanticVersion }
}
