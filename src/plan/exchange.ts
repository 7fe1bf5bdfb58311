import type { Diagnostic } from '../model/diagnostic.ts'
import type { Plan } from '../model/plan.ts'
import type { Known, Resolver } from '../model/resolver.ts'
import { exportsOf } from '../model/stack.ts'
import type { State } from '../model/state.ts'
import type { PlaceOf } from '../model/template.ts'
import { isCall, own, type Properties, text } from '../model/value.ts'
import { same } from './diff.ts'

/** A plan and the stacks beside its own, with which it exchanges values. */
export interface ExchangeInput {
  readonly plan: Plan
  readonly state: State
  readonly others: readonly State[]
  readonly resolver: Resolver
  /** Where things stand in the template; absent where there is none, or another one is carried out. */
  readonly placeOf?: PlaceOf | undefined
}

/** Lists what stands against a plan because of other stacks: an export that one of them has, imports, or uses. */
export function unexchangeable({
  plan,
  state,
  others,
  resolver,
  placeOf,
}: ExchangeInput): readonly Diagnostic[] {
  const known = knownAfter(plan, state)
  const redacted = (value: Properties[string]) => resolver.redacted(value, known)
  const names = plan.stack.outputs.flatMap(({ name, exportName }) =>
    exportName === undefined ? [] : [{ name, exported: nameOf(redacted(exportName)) }],
  )
  const at = (output: string | undefined): Pick<Diagnostic, 'location'> =>
    output === undefined || placeOf === undefined ? {} : { location: placeOf(['Outputs', output], []) }
  const exporting = (exported: string): string | undefined =>
    names.findLast(output => output.exported === exported)?.name
  return [
    ...names.flatMap(({ name, exported }) =>
      exported === undefined ? [{ ...unnamed(name), ...at(name) }] : [],
    ),
    ...[
      ...taken(
        names.map(({ exported }) => exported),
        others,
      ),
      ...inUse(exportsOf(plan.stack, redacted), state, others),
    ].map(({ exported, ...found }) => ({ ...found, ...at(exporting(exported)) })),
  ]
}

/** What stands against an export, by its name. */
type Against = Diagnostic & { readonly exported: string }

/** Names the exports on record that a plan takes away or changes. */
export function withdrawn({ plan, state, resolver }: Omit<ExchangeInput, 'others'>): readonly string[] {
  const known = knownAfter(plan, state)
  const exports = exportsOf(plan.stack, value => resolver.redacted(value, known))
  return Object.entries(state.exports).flatMap(([name, value]) =>
    same(value, own(exports, name)) ? [] : [name],
  )
}

/** Lists which exports of a stack others were deployed with and what would change for them; nothing may. */
function inUse(exports: Properties, state: State, others: readonly State[]): readonly Against[] {
  return Object.entries(state.exports).flatMap(([name, value]) => {
    const users = others.filter(({ imports }) => imports.includes(name))
    if (users.length === 0 || same(value, own(exports, name))) return []
    const what = own(exports, name) === undefined ? 'would go or be recreated' : 'would change'
    return [
      {
        exported: name,
        code: 'E5009',
        message: `The value of export ${name} ${what}, and it is imported by ${users.map(titled).join(', ')}.`,
        hint: 'Remove the import there and deploy that stack first.',
      },
    ]
  })
}

/** What stays has the attributes that it has now. */
function knownAfter({ changes }: Plan, { resources }: State): Known {
  const stays = new Set(
    changes
      .filter(({ action }) => action === 'keep' || action === 'update')
      .map(({ logicalId }) => logicalId),
  )
  return logicalId => {
    const current = own(resources, logicalId)
    if (current?.physicalId === undefined || !stays.has(logicalId)) return undefined
    return { Ref: current.physicalId, ...current.attributes }
  }
}

function nameOf(exported: Properties[string]): string | undefined {
  return isCall(exported) ? undefined : text(exported)
}

function taken(names: readonly (string | undefined)[], others: readonly State[]): readonly Against[] {
  return [...new Set(names)].flatMap(name => {
    if (name === undefined) return []
    const twice = names.indexOf(name) !== names.lastIndexOf(name)
    const owner = others.find(({ exports }) => Object.hasOwn(exports, name))
    const message = owner
      ? `Stack ${titled(owner)} exports ${name} already.`
      : `The template exports ${name} twice.`
    return twice || owner !== undefined
      ? [{ exported: name, code: 'E5008', message, hint: 'Give the export another name.' }]
      : []
  })
}

function titled({ stack, stage }: State): string {
  return `${stack} (${stage})`
}

function unnamed(name: string): Diagnostic {
  return {
    code: 'E5014',
    message: `The name that output ${name} is exported under is known only after the deploy.`,
    hint: 'Make it of texts, parameters and pseudo parameters.',
  }
}
