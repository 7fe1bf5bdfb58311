import type { Rule } from '../../../../model/dialect.ts'
import { record } from '../../../../model/value.ts'

/** By the name of an API that SAM makes, the event that asks for it and the property that would name another. */
const implicit: Readonly<Record<string, readonly [event: string, property: string]>> = {
  ServerlessRestApi: ['Api', 'RestApiId'],
  ServerlessHttpApi: ['HttpApi', 'ApiId'],
}

/** Warns of an API of the template that SAM's own takes the place of. */
export const ownImplicitApi: Rule = {
  code: 'W4228',
  title: 'API that SAM replaces by its own',
  why: 'An event without an API asks for the implicit one, which takes this name: stage, authorizers and all settings are lost.',
  *check({ resources }) {
    const events = resources.flatMap(({ body }) => Object.values(record(record(body.Properties).Events)))
    for (const { logicalId, path } of resources) {
      const [type, property] = Object.hasOwn(implicit, logicalId) ? (implicit[logicalId] ?? []) : []
      if (type === undefined || property === undefined) continue
      const asks = events.some(event => {
        const { Type, Properties } = record(event)
        const api = record(Properties)[property]
        return Type === type && (api === undefined || record(api).Ref === logicalId)
      })
      if (asks)
        yield {
          path,
          part: 'key',
          message: `SAM puts its own API in the place of ${logicalId}: the stage, the authorizers and all else that stands here is lost.`,
          hint: `Rename it, and name it in the events: ${property}: !Ref MyApi.`,
        }
    }
  },
}
