import { serverlessApi } from './api.ts'
import { application } from './application.ts'
import { capacityProvider } from './capacity-provider.ts'
import { connector } from './connector.ts'
import { serverlessFunction } from './function.ts'
import { graphqlApi } from './graphql-api.ts'
import { serverlessHttpApi } from './http-api.ts'
import { layerVersion } from './layer-version.ts'
import { simpleTable } from './simple-table.ts'
import { stateMachine } from './state-machine.ts'
import { serverlessWebSocketApi } from './websocket-api.ts'
import type { Maker } from './work.ts'

/** The resource types of the transform. */
export const makers: readonly Maker[] = [
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
