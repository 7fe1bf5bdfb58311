import { tag } from 'tencentcloud-sdk-nodejs/tencentcloud/services/tag/index.js'

/** The SDK's client of the tag service; a file of its own, so that it is loaded at the first call. */
export const { Client } = tag.v20180813
