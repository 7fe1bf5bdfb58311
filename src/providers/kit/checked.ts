import { FnxError } from '../../model/diagnostic.ts'
import type { Access } from '../../model/provider.ts'

/** What may be a part of a host name, as every region is. */
const hostPart = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i

/** `cn-hangzhou`, `ap-southeast-1`: no cloud has a region of one word. */
const words = /^[a-z]+(?:-[a-z0-9]+)+$/

/** Gives a region that can be one; at an address of one's own it may be called anything that a host may. */
export function checkedRegion(region: string, { endpoint }: Pick<Access, 'endpoint'>): string {
  if (hostPart.test(region) && (endpoint !== undefined || words.test(region))) return region
  throw new FnxError(
    {
      code: 'E0008',
      message: `"${region}" is not the name of a region.`,
      hint: 'Give it with --region, or correct the variable or the profile that names it.',
    },
    2,
  )
}

/** Refuses keys among the variables of a cloud that no call could carry; they are not shown. */
export function checkKeys({ environment }: Access, prefix: string): void {
  for (const [name, value = ''] of Object.entries(environment))
    if (name.startsWith(prefix) && /(?:KEY|SECRET|TOKEN)(?:_ID)?$/.test(name) && /[^ -~]/.test(value))
      throw new FnxError(
        {
          code: 'E0006',
          message: `The variable ${name} holds a character that no key has, such as a line break.`,
          hint: 'Set it again without that character.',
        },
        2,
      )
}
