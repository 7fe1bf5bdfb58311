import { scf } from 'tencentcloud-sdk-nodejs/tencentcloud/services/scf/index.js'

/** The SDK's client of SCF; a file of its own, so that it is loaded at the first call. */
export const { Client } = scf.v20180416
