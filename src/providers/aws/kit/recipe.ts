import type { ResourceType } from '../../../model/provider.ts'
import { plain } from '../../kit/call.ts'
import type { Recipe } from '../../kit/recipe.ts'
import { recipesOf } from '../../kit/resource-type.ts'
import type { AwsClient } from '../client.ts'
import type { CallName, ServiceName } from '../clients.ts'
import { diagnose } from '../diagnose.ts'

const resourceType = recipesOf<AwsClient>({
  call: async (client, service, action, members) =>
    // Recipes name calls of their own service, which `made` checks; those of another service are tried by the tables of tests.
    plain(await client.call(service as ServiceName, action as CallName<ServiceName>, members)),
  isTabled: true,
  classify: error => diagnose(error).kind,
})

/** Makes a resource type of AWS of the service that its calls go to and its recipe. */
export function made<S extends ServiceName>(
  service: S,
  recipe: Recipe<AwsClient, CallName<S>>,
): ResourceType<AwsClient> {
  return resourceType(service, recipe)
}
