import { isList, isRecord, type Value } from '../../../../model/value.ts'
import { given } from '../calls.ts'
import { readSecret } from '../iam.ts'
import { schemaRegistry } from './schema-registry.ts'
import { streamTrigger } from './stream.ts'

/** Records of a topic of Amazon MSK. */
export const msk = streamTrigger({
  event: 'MSK',
  source: 'Stream',
  shape: { any: 'Stream* StartingPosition*' },
  policy: 'AWSLambdaMSKExecutionRole',
  policies(event, context) {
    const configurations = event.properties.SourceAccessConfigurations
    const certificates = (isList(configurations) ? configurations : []).flatMap((item): readonly Value[] =>
      isRecord(item) && item.Type === 'CLIENT_CERTIFICATE_TLS_AUTH' && given(item.URI) ? [item.URI] : [],
    )
    const statements = [...schemaRegistry(event, context), ...certificates.map(readSecret)]
    if (statements.length === 0) return []
    return [{ PolicyName: 'MSKExecutionRolePolicy', PolicyDocument: { Statement: statements } }]
  },
})
