import type { Service } from '../../model/provider.ts'
import { service as fc } from './fc/service.ts'
import { service as oss } from './oss/service.ts'
import { service as ram } from './ram/service.ts'
import { service as sls } from './sls/service.ts'
import { service as sts } from './sts/service.ts'

/** The services of Aliyun that fnx knows. */
export const services: readonly Service[] = [fc, oss, ram, sls, sts]
