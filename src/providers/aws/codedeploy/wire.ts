import type { WireCall } from '../../../model/operation.ts'
import { list, type Properties, record } from '../../../model/value.ts'
import { fault } from '../protocols/fault.ts'
import { arn, entriesIn, entry, keyIn } from '../protocols/scope.ts'
import type { AwsWire } from '../protocols/service-wire.ts'
import { targetRefusal, targetService } from '../protocols/target.ts'

/** The table of applications, by region and name: what AWS shows, and beside it tags and groups. */
const applicationTable = 'aws.codedeploy.applications'

const on = targetService('codedeploy')

/** CodeDeploy's calls on applications and their groups. */
const operations = [
  on('CreateApplication', (call, { applicationName, computePlatform = 'Server', tags }) => {
    const name = checkedName(applicationName, 'InvalidApplicationNameException')
    if (entry(call.store, applicationTable, keyIn(call, name)) !== undefined)
      throw fault(400, 'ApplicationAlreadyExistsException', `The application ${name} already exists.`)
    const applicationId = call.id()
    const shown = { applicationId, applicationName: name, computePlatform, createTime: seconds(call) }
    save(call, { shown: { ...shown, linkedToGitHub: false }, tags: tagsIn(tags), groups: {} })
    return { applicationId }
  }),
  on('GetApplication', (call, input) => ({ application: record(applicationOf(call, input).shown) })),
  on('DeleteApplication', (call, { applicationName }) => {
    call.store.delete(applicationTable, keyIn(call, String(applicationName)))
    return {}
  }),
  on('CreateDeploymentGroup', (call, input) => {
    const { tags, ...fields } = input
    const application = applicationOf(call, input)
    const name = checkedName(input.deploymentGroupName, 'InvalidDeploymentGroupNameException')
    if (record(application.groups)[name] !== undefined)
      throw fault(400, 'DeploymentGroupAlreadyExistsException', `The group ${name} already exists.`)
    const { computePlatform = 'Server' } = record(application.shown)
    const deploymentGroupId = call.id()
    const shown = { ...fields, deploymentGroupId, computePlatform }
    saveGroup(call, application, { name, group: { shown, tags: tagsIn(tags) } })
    return { deploymentGroupId }
  }),
  on(
    'UpdateDeploymentGroup',
    (call, { currentDeploymentGroupName, newDeploymentGroupName: _, ...change }) => {
      const application = applicationOf(call, change)
      const name = String(currentDeploymentGroupName)
      const group = groupOf(application, name)
      saveGroup(call, application, {
        name,
        group: { ...group, shown: { ...record(group.shown), ...change } },
      })
      return {}
    },
  ),
  on('GetDeploymentGroup', (call, input) => {
    const { shown } = groupOf(applicationOf(call, input), String(input.deploymentGroupName))
    const { autoScalingGroups, ...group } = record(shown)
    const scaling = list(autoScalingGroups).map(name => ({ name }))
    return {
      deploymentGroupInfo: {
        ...group,
        ...(autoScalingGroups === undefined ? {} : { autoScalingGroups: scaling }),
      },
    }
  }),
  on('DeleteDeploymentGroup', (call, { applicationName, deploymentGroupName }) => {
    const found = entry(call.store, applicationTable, keyIn(call, String(applicationName)))
    if (found === undefined) return {}
    const { [String(deploymentGroupName)]: _, ...groups } = record(found.groups)
    save(call, { ...found, groups })
    return {}
  }),
  on('ListTagsForResource', (call, { ResourceArn }) => ({
    Tags: Object.entries(tagged(call, ResourceArn).tags).map(([Key, Value]) => ({ Key, Value })),
  })),
  on('TagResource', (call, { ResourceArn, Tags }) => {
    const { tags, keep } = tagged(call, ResourceArn)
    keep({ ...tags, ...tagsIn(Tags) })
    return {}
  }),
  on('UntagResource', (call, { ResourceArn, TagKeys }) => {
    const { tags, keep } = tagged(call, ResourceArn)
    keep(Object.fromEntries(Object.entries(tags).filter(([key]) => !list(TagKeys).includes(key))))
    return {}
  }),
]

/** Lists ARNs and tags of the applications and groups of a region. */
export function taggedByCodeDeploy(call: WireCall): readonly (readonly [arn: string, tags: Properties])[] {
  return entriesIn(call, applicationTable).flatMap(({ shown, tags, groups }) => {
    const name = String(record(shown).applicationName)
    return [
      [arn(call, 'codedeploy', `application:${name}`), record(tags)] as const,
      ...Object.entries(record(groups)).map(
        ([group, one]) =>
          [arn(call, 'codedeploy', `deploymentgroup:${name}/${group}`), record(record(one).tags)] as const,
      ),
    ]
  })
}

function checkedName(name: Properties[string] | undefined, code: string): string {
  const found = String(name)
  if (!/^[\w+=.,@-]{1,100}$/.test(found)) throw fault(400, code, `The name ${found} is not valid.`)
  return found
}

function applicationOf(call: WireCall, { applicationName }: Properties): Properties {
  const found = entry(call.store, applicationTable, keyIn(call, String(applicationName)))
  if (found === undefined)
    throw fault(
      400,
      'ApplicationDoesNotExistException',
      `No application found for name: ${String(applicationName)}`,
    )
  return found
}

function groupOf({ groups }: Properties, name: string): Properties {
  const found = record(groups)[name]
  if (found === undefined)
    throw fault(400, 'DeploymentGroupDoesNotExistException', `No Deployment Group found for name: ${name}`)
  return record(found)
}

function save(call: WireCall, application: Properties): void {
  const { applicationName } = record(application.shown)
  call.store.put(applicationTable, keyIn(call, String(applicationName)), application)
}

function saveGroup(
  call: WireCall,
  application: Properties,
  { name, group }: { readonly name: string; readonly group: Properties },
): void {
  save(call, { ...application, groups: { ...record(application.groups), [name]: group } })
}

function tagged(call: WireCall, resource: Properties[string] | undefined) {
  const [, kind, applicationName = '', name = ''] =
    /:(application|deploymentgroup):([^/]+)(?:\/(.+))?$/.exec(String(resource)) ?? []
  const application = applicationOf(call, { applicationName })
  if (kind === 'application')
    return {
      tags: record(application.tags),
      keep: (tags: Properties) => save(call, { ...application, tags }),
    }
  const group = groupOf(application, name)
  return {
    tags: record(group.tags),
    keep: (tags: Properties) => saveGroup(call, application, { name, group: { ...group, tags } }),
  }
}

function tagsIn(tags: Properties[string] | undefined): Properties {
  return Object.fromEntries(list(tags).map(tag => [String(record(tag).Key), record(tag).Value ?? '']))
}

function seconds({ now }: WireCall): number {
  return now.getTime() / 1000
}

/** CodeDeploy, as the local cloud answers it. */
export const wire: AwsWire = { operations, refusal: targetRefusal }
