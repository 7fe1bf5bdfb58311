import {
  GetResourcesCommand,
  ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api'

/** Holds the calls of the Resource Groups Tagging API that fnx makes. */
export const tagging = {
  Client: ResourceGroupsTaggingAPIClient,
  commands: { GetResources: GetResourcesCommand },
}
