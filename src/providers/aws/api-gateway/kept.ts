import type { Store } from '../../../model/operation.ts'
import type { Thing } from '../../../model/source.ts'
import { type Properties, record } from '../../../model/value.ts'
import { account, regional } from '../protocols/scope.ts'
import { restApiTable } from './wire-apis.ts'

/** Gives the REST APIs that a local cloud keeps, and their stages, as templates write them. */
export function keptRestApis(store: Store): readonly Thing[] {
  return regional(store, restApiTable).flatMap(([region, found]) => {
    const id = String(record(found.shown).id)
    const stages = Object.values(record(found.stages)).map(stage => propertiesOf(id, record(stage), found))
    return [
      // What is not deployed to a stage is not served.
      { id, type: 'AWS::ApiGateway::RestApi', properties: {}, region, account },
      ...stages.map(properties => ({
        id: `${id}/${properties.StageName}`,
        type: 'AWS::ApiGateway::Stage',
        properties,
        region,
        account,
      })),
    ]
  })
}

/** A stage serves the API as it was when its deployment was made. */
function propertiesOf(RestApiId: string, stage: Properties, { deployments }: Properties) {
  const { body = {} } = record(record(deployments)[String(stage.deploymentId)])
  const variables = stage.variables === undefined ? {} : { Variables: stage.variables }
  return { RestApiId, StageName: String(stage.stageName), Body: body, ...variables }
}
