import type { ExpandInput } from '../../../../model/dialect.ts'
import { put } from '../../../../model/value.ts'
import { type DraftMap, own } from '../draft.ts'

/** Gives an API that has a type and nothing else the stage of the implicit API, and says that AWS does not. */
export function stageBareApis(
  written: Readonly<Record<string, DraftMap>>,
  report: ExpandInput['report'],
): void {
  for (const [id, body] of Object.entries(written)) {
    if (body.Type !== 'AWS::Serverless::Api' || own(body, 'Properties') !== undefined) continue
    put(body, 'Properties', { StageName: 'Prod' })
    report({
      code: 'W1505',
      path: ['Resources', id],
      part: 'key',
      message: `${id} has no StageName: fnx makes the stage Prod, and AWS's own transform refuses the template.`,
      hint: 'Add Properties with a StageName.',
    })
  }
}
