import type { ResourceType } from '../../../model/provider.ts'
import type { Properties } from '../../../model/value.ts'
import { type Members, plain } from '../../kit/call.ts'
import type { Recipe } from '../../kit/recipe.ts'
import { recipesOf } from '../../kit/resource-type.ts'
import type { Service } from '../call.ts'
import type { AliyunClient } from '../client.ts'
import { diagnose } from '../diagnose.ts'

/** Calls after which a thing is as it was wanted, even where it was so before: their answer may have been lost. */
const settled: readonly string[] = ['AttachPolicyToRole']

async function call(
  client: AliyunClient,
  service: string,
  action: string,
  members: Members,
): Promise<Properties> {
  try {
    // Recipes name services of Aliyun, and their members are JSON.
    return plain(await client.call(service as Service, action, members as Properties))
  } catch (error) {
    if (settled.includes(action) && diagnose(error).kind === 'exists') return {}
    throw error
  }
}

const resourceType = recipesOf<AliyunClient>({
  call,
  classify: error => diagnose(error).kind,
})

/** Makes a resource type of Aliyun of the service that its calls go to and its recipe. */
export function made(service: Service, recipe: Recipe<AliyunClient>): ResourceType<AliyunClient> {
  return resourceType(service, recipe)
}
