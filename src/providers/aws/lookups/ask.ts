import { noAnswers } from '../../../model/answers.ts'
import type { Asked, Questions } from '../../../model/questions.ts'
import type { AwsClient } from '../client/client.ts'
import { askExports } from './exports.ts'
import { askParameters } from './parameters.ts'
import { askSecrets } from './secrets.ts'
import { askZones } from './zones.ts'

/** Asks the services of AWS, all at once, for what a template names. */
export async function ask(client: AwsClient, questions: Questions): Promise<Asked> {
  const asked = await Promise.all(
    [askParameters, askSecrets, askExports, askZones].map(service => service(client, questions)),
  )
  return asked.reduce(joined, { answers: noAnswers, remarks: [] })
}

function joined(left: Asked, right: Asked): Asked {
  return {
    answers: {
      parameters: { ...left.answers.parameters, ...right.answers.parameters },
      references: { ...left.answers.references, ...right.answers.references },
      exports: { ...left.answers.exports, ...right.answers.exports },
      zones: { ...left.answers.zones, ...right.answers.zones },
    },
    remarks: [...left.remarks, ...right.remarks],
  }
}
