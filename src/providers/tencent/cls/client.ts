import { cls } from 'tencentcloud-sdk-nodejs/tencentcloud/services/cls/index.js'

/** The SDK's client of CLS, the log service; a file of its own, so that it is loaded at the first call. */
export const { Client } = cls.v20201016
