import { FnxError } from '../../../model/diagnostic.ts'
import { type Properties, text } from '../../../model/value.ts'
import type { Service } from '../client.ts'
import { diagnose } from '../diagnose.ts'

/** Tells roles that this run works on, which SCF may not see yet, from those that it will never see. */
export interface RolesInMaking {
  note(service: Service, input: Properties): void
  /** Throws an error of a call again; one for a role that nobody makes is not worth to be waited for. */
  refuse(error: unknown, input: Properties): never
}

/** Keeps the names of the roles that calls of CAM were made for. */
export function rolesInMaking(): RolesInMaking {
  const known = new Set<string>()
  return {
    note(service, input) {
      const role = text(input.RoleName)
      if (service === 'cam' && role !== undefined) known.add(role)
    },
    refuse(error, input) {
      const role = text(input.Role)
      if (role === undefined || known.has(role)) throw error
      const { kind, diagnostic } = diagnose(error)
      if (kind !== 'propagating') throw error
      throw new FnxError({
        code: 'E6404',
        message: diagnostic.message,
        hint: `No role of the stack is called "${role}": check the name, and that scf.qcloud.com may assume it.`,
      })
    },
  }
}
