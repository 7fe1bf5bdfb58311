import { isRecord, type Properties } from '../../../../model/value.ts'
import { getAtt, given, sub } from '../calls.ts'
import { integrates } from '../open-api/paths.ts'
import { addStateMachine } from '../open-api/swagger.ts'
import { refuseEvent } from '../refusal.ts'
import { shapeOf } from '../shape.ts'
import { routeOf } from './api.ts'
import { secureEvent } from './api-security.ts'
import { machineRole } from './machine-role.ts'
import { ownDefinition, restApi } from './rest-api.ts'
import type { MachineTarget, MachineTrigger } from './trigger.ts'

/** A path and method of a REST API that starts a state machine. */
export const machineApi: MachineTrigger = {
  event: 'Api',
  shape: shapeOf({ text: 'Path* Method* RestApiId* Stage', map: 'Auth', flag: 'UnescapeMappingTemplate!' }),
  link(event, context) {
    restApi(event, context)
  },
  expand(event, target, context) {
    const found = restApi(event, context)
    const role = machineRole(event, target, 'apigateway.amazonaws.com')
    const written = given(found.properties?.__MANAGE_SWAGGER) ? found.properties?.DefinitionBody : undefined
    if (written === undefined || written === null) return [role]
    const definition = ownDefinition(written, event.place)
    const route = routeOf(event, target.passed)
    if (integrates(definition, route.path, route.method))
      refuseEvent(event.place, `${route.method} ${route.path} is there already.`, ['Properties', 'Path'])
    const { Auth, Stage, UnescapeMappingTemplate } = event.properties
    addStateMachine(definition, route, {
      type: 'aws',
      httpMethod: 'POST',
      uri: sub('arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution'),
      responses: { '200': { statusCode: '200' }, '400': { statusCode: '400' } },
      credentials: getAtt(role.id, 'Arn'),
      requestTemplates: requestTemplate(target, given(UnescapeMappingTemplate)),
    })
    if (given(Auth) && isRecord(Auth))
      secureEvent({ event, route, found, context, stage: Stage ?? null }, Auth, definition)
    return [role]
  },
}

function requestTemplate({ id }: MachineTarget, unescaped: boolean): Properties {
  const input = unescaped
    ? `$util.escapeJavaScript($input.json('$')).replaceAll("\\\\'","'")`
    : "$util.escapeJavaScript($input.json('$'))"
  return { 'application/json': sub(`{"input": "${input}", "stateMachineArn": "\${${id}}"}`) }
}
