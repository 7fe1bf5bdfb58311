import { type Properties, text } from '../../../../model/value.ts'
import { type EventType, enabled, given, triggerName } from './event-type.ts'

/** HTTP: fnx's own word for a function URL. `Path` and `Method` hold on the local cloud; a URL answers to all. */
export const http: EventType = {
  words: ['HTTP', 'http'],
  expand({ name, properties }) {
    const { Path, Method } = properties
    return {
      properties: functionUrl(name, properties),
      routes: [{ ...(Path === undefined ? {} : { Path }), Method: text(Method) ?? 'ANY' }],
    }
  },
}

/** APIGW: API Gateway takes no new triggers, so the event becomes a function URL. */
export const apiGateway: EventType = {
  words: ['APIGW', 'apigw', 'API'],
  expand({ name, properties }) {
    return {
      properties: functionUrl(name, properties),
      routes: [{ Method: text(properties.HttpMethod) ?? 'ANY' }],
    }
  },
}

function functionUrl(name: string, properties: Properties): Properties {
  const { AuthType, CorsConfig, EnableIntranet, EnableExtranet } = properties
  return {
    TriggerName: triggerName(name),
    Type: 'http',
    TriggerDesc: {
      AuthType: AuthType ?? 'NONE',
      NetConfig: { EnableIntranet: EnableIntranet ?? false, EnableExtranet: EnableExtranet ?? true },
      ...(CorsConfig === undefined ? {} : { CorsConfig }),
    },
    ...enabled(properties),
    ...given(properties, ['Qualifier']),
  }
}
