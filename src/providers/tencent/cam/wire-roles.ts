import type { Operation, Store } from '../../../model/operation.ts'
import { equal, isRecord, list, type Properties, record, type Value } from '../../../model/value.ts'
import { localAccount } from '../contract/routes.ts'
import { beijingTime } from '../kit/beijing-time.ts'
import { parsed } from '../kit/json.ts'
import { reading, refusal, writing } from '../protocols/api.ts'
import { all, found, tables, word } from '../protocols/tables.ts'
import { builtInRoles } from '../scf/wire-function-checks.ts'

/** Roles of CAM. */
export const roles: readonly Operation[] = [
  writing('cam', 'CreateRole', (input, { store, now, id }) => {
    const name = word(input.RoleName)
    if (!/^[\w+=,.@-]{1,128}$/.test(name))
      return refusal('InvalidParameter.RoleNameError', `${name} is not a name for a role`)
    if (getRole(store, name) !== undefined || builtInRoles.includes(name))
      return refusal('InvalidParameter.RoleNameInUse', `Role ${name} exists already`)
    if (!isTrust(input.PolicyDocument)) return malformed()
    const RoleId = numberOf(id())
    store.put(tables.roles, name, {
      RoleId,
      RoleName: name,
      RoleArn: `qcs::cam::uin/${localAccount.uin}:roleName/${name}`,
      PolicyDocument: word(input.PolicyDocument),
      Description: word(input.Description),
      SessionDuration: input.SessionDuration ?? 7200,
      RoleType: 'user',
      ConsoleLogin: input.ConsoleLogin ?? 0,
      Tags: input.Tags ?? [],
      AddTime: beijingTime(now),
      UpdateTime: beijingTime(now),
      attached: [],
    })
    return { RoleId }
  }),
  reading('cam', 'GetRole', (input, { store }) => {
    const role = roleOf(store, input)
    return role === undefined ? missing(input) : { RoleInfo: shown(role) }
  }),
  reading('cam', 'DescribeRoleList', (input, { store }) => {
    // API 2019-01-16, `Tags`: only roles that carry all of them.
    const every = all(store, tables.roles).filter(role =>
      list(input.Tags).every(wanted => list(role.Tags).some(tag => equal(tag, wanted))),
    )
    const size = Number(input.Rp ?? 20)
    const from = (Number(input.Page ?? 1) - 1) * size
    return { List: every.slice(from, from + size).map(shown), TotalNum: every.length }
  }),
  change('UpdateAssumeRolePolicy', input =>
    isTrust(input.PolicyDocument) ? { PolicyDocument: word(input.PolicyDocument) } : malformed(),
  ),
  change('UpdateRoleSessionDuration', input => ({ SessionDuration: input.SessionDuration ?? 0 })),
  change('UpdateRoleDescription', input => ({ Description: word(input.Description) })),
  change('TagRole', (input, role) => {
    const keys = list(input.Tags).map(tag => record(tag).Key)
    return { Tags: [...list(role.Tags).filter(tag => !keys.includes(record(tag).Key)), ...list(input.Tags)] }
  }),
  change('UntagRole', (input, role) => ({
    Tags: list(role.Tags).filter(tag => !list(input.TagKeys).includes(record(tag).Key ?? null)),
  })),
  writing('cam', 'DeleteRole', (input, { store }) => {
    const role = roleOf(store, input)
    if (role === undefined) return missing(input)
    store.delete(tables.roles, word(role.RoleName))
    return {}
  }),
]

function change(name: string, make: (input: Properties, role: Properties) => Properties): Operation {
  return writing('cam', name, (input, { store, now }) => {
    const role = roleOf(store, input)
    if (role === undefined) return missing(input)
    const changed = make(input, role)
    if (changed.Error !== undefined) return changed
    store.put(tables.roles, word(role.RoleName), { ...role, ...changed, UpdateTime: beijingTime(now) })
    return {}
  })
}

/** Gives a role by its name or id, however the call spells them. */
export function roleOf(store: Store, input: Properties): Properties | undefined {
  const name = word(input.RoleName ?? input.AttachRoleName ?? input.DetachRoleName)
  const id = word(input.RoleId ?? input.AttachRoleId ?? input.DetachRoleId)
  return name !== '' ? getRole(store, name) : all(store, tables.roles).find(({ RoleId }) => RoleId === id)
}

function getRole(store: Store, name: string): Properties | undefined {
  return found(store, tables.roles, name)
}

/** Refuses a call for a role that is not there. */
export function missing(input: Properties): Properties {
  const name = word(input.RoleName ?? input.AttachRoleName ?? input.DetachRoleName ?? input.RoleId)
  return refusal('InvalidParameter.RoleNotExist', `Role ${name} does not exist`)
}

function shown({ attached, ...role }: Properties): Properties {
  return role
}

function isTrust(document: Value | undefined): boolean {
  const value = parsed(document)
  return isRecord(value) && Array.isArray(value.statement)
}

function malformed(): Properties {
  return refusal('InvalidParameter.PolicyDocumentError', 'The policy document is not one')
}

/** Makes an id of digits, as CAM has them. */
export function numberOf(uuid: string): string {
  return String(46_110_000_000 + (Number.parseInt(uuid.slice(0, 8), 16) % 1_000_000_000))
}
