import { cam } from 'tencentcloud-sdk-nodejs/tencentcloud/services/cam/index.js'

/** The SDK's client of CAM; a file of its own, so that it is loaded at the first call. */
export const { Client } = cam.v20190116
