import { serverlessApi } from './api/api.ts'
import { application } from './application.ts'
import { capacityProvider } from './capacity-provider/capacity-provider.ts'
import { connector } from './connector/connector.ts'
import { serverlessFunction } from './function/function.ts'
import { graphqlApi } from './graphql-api/graphql-api.ts'
import { serverlessHttpApi } from './http-api/http-api.ts'
import { layerVersion } from './layer-version.ts'
import { simpleTable } from './simple-table.ts'
import { stateMachine } from './state-machine/state-machine.ts'
import type { ResourceTransform } from './transform-context.ts'
import { serverlessWebSocketApi } from './websocket-api/websocket-api.ts'

/** The resource types of the transform. */
export const transforms: readonly ResourceTransform[] = [
  application,
  capacityProvider,
  connector,
  graphqlApi,
  layerVersion,
  serverlessApi,
  serverlessFunction,
  serverlessHttpApi,
  serverlessWebSocketApi,
  simpleTable,
  stateMachine,
]
