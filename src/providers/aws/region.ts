import { type Diagnostic, FnxError } from '../../model/diagnostic.ts'
import type { Access } from '../../model/provider.ts'
import { didYouMean } from '../../model/similar.ts'
import { checkedRegion } from '../kit/checked.ts'
import data from './data/regions.json' with { type: 'json' }

const forms = data.patterns.map(pattern => new RegExp(pattern))

/** Gives a region that has the form of AWS's; at an address of one's own it may be called anything that a host may. */
export function checkedForm(region: string, access: Access): string {
  if (isElsewhere(access)) return checkedRegion(region, { endpoint: '' })
  if (isKnown(region) || forms.some(form => form.test(region))) return region
  throw new FnxError(
    {
      code: 'E0008',
      message: `"${region}" is not the name of a region of AWS.`,
      hint: 'Give it with --region, such as eu-west-1, or correct the variable or the profile that names it.',
      ...didYouMean(region.toLowerCase(), data.known),
    },
    2,
  )
}

/** A region that could be one may have opened since fnx was made: it is told, and no more. */
export function unknownRegion(region: string, access: Access): readonly Diagnostic[] {
  if (isElsewhere(access) || isKnown(region)) return []
  const hint = { hint: 'If it is new, go on; if nothing answers there, correct --region.' }
  return [
    {
      code: 'W0022',
      message: `This fnx knows no region ${region} of AWS.`,
      ...hint,
      ...didYouMean(region, data.known),
    },
  ]
}

function isKnown(region: string): boolean {
  return data.known.includes(region)
}

function isElsewhere({ endpoint, environment }: Access): boolean {
  return endpoint !== undefined || Boolean(environment.AWS_ENDPOINT_URL)
}
