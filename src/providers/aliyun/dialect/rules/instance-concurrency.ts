import type { Rule } from '../../../../model/dialect.ts'
import { record, text } from '../../../../model/value.ts'
import { isBuiltIn } from '../../data/runtimes.ts'

/** Refuses several requests at once in an instance of a built-in runtime (https://help.aliyun.com/document_detail/2539903.html). */
export const instanceConcurrency: Rule = {
  code: 'E4327',
  title: 'InstanceConcurrency needs a custom runtime',
  why: 'FC 3.0 lets instances of custom runtimes and containers alone take several requests at once.',
  *check({ resources }) {
    for (const { logicalId, type, body, path } of resources) {
      const { Runtime, InstanceConcurrency = 1 } = record(body.Properties)
      if (type !== 'ALIYUN::FC3::Function' || text(InstanceConcurrency) === '1') continue
      if (typeof Runtime === 'string' && isBuiltIn(Runtime))
        yield {
          path: [...path, 'Properties', 'InstanceConcurrency'],
          part: 'key',
          message: `${logicalId} runs on ${Runtime}, whose instances take one request at a time.`,
          hint: 'Remove InstanceConcurrency, or use a custom runtime.',
        }
    }
  },
}
