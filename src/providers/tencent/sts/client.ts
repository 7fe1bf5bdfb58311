import { sts } from 'tencentcloud-sdk-nodejs/tencentcloud/services/sts/index.js'

/** The SDK's client of STS; a file of its own, so that it is loaded at the first call. */
export const { Client } = sts.v20180813
