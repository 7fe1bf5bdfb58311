import { isRecord, list, type Properties, record, text, type Value } from '../../../model/value.ts'
import { type Form, jsonText } from '../../kit/form.ts'
import { kmsKey } from '../kit/kms-key.ts'

/** Where DynamoDB writes the properties of a table otherwise than CloudFormation. */
export const tableForm: Form = {
  names: { 'SSESpecification.SSEEnabled': 'Enabled' },
  codecs: {
    // A stream of a template is one that is switched on.
    StreamSpecification: {
      write: value => ({ StreamEnabled: true, ...record(value) }),
      read: live => withoutSwitch(live),
    },
    ResourcePolicy: {
      write: value => jsonText.write(record(value).PolicyDocument ?? {}),
      read: (live, known) => ({ PolicyDocument: jsonText.read(live, record(known).PolicyDocument ?? {}) }),
    },
    // It goes by a call of its own, and the SDK sends no null.
    'GlobalSecondaryIndexes.ContributorInsightsSpecification': { write: () => null, read: live => live },
    'SSESpecification.KMSMasterKeyId': kmsKey,
  },
}

function withoutSwitch(live: Value): Value {
  const { StreamEnabled, ...shown } = record(live)
  return StreamEnabled === true ? shown : {}
}

/** Gives a table as DynamoDB describes it with what it was asked for, under the names of the calls that ask. */
export function described(table: Properties): Properties {
  const sse = record(table.SSEDescription)
  return {
    ...table,
    BillingMode: record(table.BillingModeSummary).BillingMode ?? 'PROVISIONED',
    DeletionProtectionEnabled: table.DeletionProtectionEnabled ?? false,
    GlobalSecondaryIndexes: list(table.GlobalSecondaryIndexes),
    SSESpecification: {
      Enabled: isOn(sse.Status),
      ...(sse.SSEType === undefined ? {} : { SSEType: sse.SSEType }),
      ...(sse.KMSMasterKeyArn === undefined ? {} : { KMSMasterKeyId: sse.KMSMasterKeyArn }),
    },
    StreamSpecification: isRecord(table.StreamSpecification)
      ? table.StreamSpecification
      : { StreamEnabled: false },
    TableClass: record(table.TableClassSummary).TableClass ?? 'STANDARD',
  }
}

/** Tells whether a setting is on, or on its way. */
export function isOn(status: Value | undefined): boolean {
  return /^(ENABL|UPDATING)/.test(text(status) ?? '')
}
