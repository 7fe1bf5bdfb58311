import type { Rule } from '../../../../model/dialect.ts'
import { isRecord } from '../../../../model/value.ts'
import { given } from '../calls.ts'
import { functionsOf } from './functions-of.ts'

/** Warns of images that a build would make: validation is done before it, and fnx cannot do it. */
export const unbuiltImage: Rule = {
  code: 'W4217',
  title: 'Image is to be built',
  why: 'Lambda takes images from a registry of ECR, and fnx builds none yet.',
  *check(input) {
    const bodies = new Map(input.resources.map(({ logicalId, body }) => [logicalId, body]))
    for (const fn of functionsOf(input)) {
      const kind = fn.property('PackageType')
      const { Metadata } = bodies.get(fn.logicalId) ?? {}
      if (kind?.value !== 'Image' || given(fn.property('ImageUri')?.value) || !isRecord(Metadata)) continue
      const from = [Metadata.Dockerfile, Metadata.DockerContext].find(given)
      if (from === undefined) continue
      yield {
        path: kind.path,
        message: `${fn.logicalId} is an image that is built from ${String(from)}, and fnx builds no images yet.`,
        hint: 'Before you deploy, build it, push it to ECR, and set ImageUri to its address.',
      }
    }
  },
}
