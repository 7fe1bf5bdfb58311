import type { Service } from '../../model/provider.ts'
import { service as cam } from './cam/service.ts'
import { service as cls } from './cls/service.ts'
import { service as cos } from './cos/service.ts'
import { service as scf } from './scf/service.ts'
import { service as sts } from './sts/service.ts'
import { service as tag } from './tag/service.ts'

/** The services of Tencent Cloud that fnx knows. */
export const services: readonly Service[] = [cam, cls, cos, scf, sts, tag]
