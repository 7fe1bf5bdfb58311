import { FnxError } from '../../model/diagnostic.ts'
import type { Access } from '../../model/provider.ts'

/** Gives a region that can be one: it becomes a part of host names. */
export function checkedRegion(region: string): string {
  if (/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(region)) return region
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
