import { joinAnswers, noAnswers } from '../../model/answers.ts'
import type { Asked, Questions } from '../../model/questions.ts'
import type { AwsClient } from './client.ts'
import { askExports } from './cloudformation/lookup.ts'
import { askZones } from './ec2/lookup.ts'
import { askSecrets } from './secrets-manager/lookup.ts'
import { askParameters } from './ssm/lookup.ts'

/** Asks the services of AWS, all at once, for what a template names. */
export async function ask(client: AwsClient, questions: Questions): Promise<Asked> {
  const asked = await Promise.all(
    [askParameters, askSecrets, askExports, askZones].map(service => service(client, questions)),
  )
  return {
    answers: asked.reduce((all, { answers }) => joinAnswers(all, answers), noAnswers),
    remarks: asked.flatMap(({ remarks }) => remarks),
  }
}
