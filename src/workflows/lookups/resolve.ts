import { type Diagnostic, FnxError, failed } from '../../model/diagnostic.ts'
import type { World } from '../../model/dialect.ts'
import { joinLookupResults, type LookupResults, noLookupResults } from '../../model/lookup-results.ts'
import type { LookupRemark, LookupReply, Lookups } from '../../model/lookups.ts'
import { didYouMean } from '../../model/similar.ts'
import { isSecret, member, type Properties } from '../../model/value.ts'
import type { Opened } from '../project/workspace.ts'
import type { Reporter } from '../reporter.ts'
import { neighbours } from '../stack/exchange.ts'
import type { StackKey } from '../stack/stacks.ts'
import { diagnosed } from '../target/diagnosed.ts'
import type { Target } from '../target/target.ts'
import { isNothing, noLookups, without } from './collect.ts'
import { lookupPath } from './path.ts'

/** A template that was opened without its target, and what is needed to open it with all that it names. */
export interface LookupContext {
  readonly first: Opened
  readonly target: Target
  readonly world: World
  readonly key: StackKey
  readonly reporter: Reporter
}

/** What the template itself wants to know; of the rest no lack is told. */
type Resolving = LookupContext & { readonly wanted: Lookups }

/** What lookups gave. */
export interface Resolved {
  readonly lookupResults: LookupResults
  /** Exports of stacks of fnx among them. */
  readonly inside: Properties
}

/** Asks the stacks of the same project, then the cloud; shows what was found, and ends with 2 where an answer is missing. */
export async function resolveLookups(lookups: Lookups, about: Resolving): Promise<Resolved> {
  if (isNothing(lookups)) return { lookupResults: noLookupResults, inside: {} }
  const inside = await fromNeighbours(lookups.exports, about)
  const outside = await fromCloud(
    { ...lookups, exports: without(lookups, exportsOnly(inside)).exports },
    about,
  )
  const lookupResults = joinLookupResults(outside.lookupResults, {
    ...noLookupResults,
    exports: inside.exports,
  })
  const lacking = lookups.exports.filter(
    name =>
      !Object.hasOwn(lookupResults.exports, name) && !outside.remarks.some(({ of }) => of === 'exports'),
  )
  const remarks = [...inside.remarks, ...outside.remarks, ...lacking.map(name => unknownExport(name, inside))]
  await tell(remarks, about)
  return { lookupResults, inside: inside.exports }
}

interface Inside {
  readonly exports: Properties
  /** Every name that the stacks beside this one export. */
  readonly known: readonly string[]
  readonly remarks: readonly LookupRemark[]
}

/** Takes exports from the stacks of the same project at the same place. */
async function fromNeighbours(names: readonly string[], { first, key }: Resolving): Promise<Inside> {
  if (names.length === 0) return { exports: {}, known: [], remarks: [] }
  const others = await neighbours(first.folder, key)
  const all: Properties = Object.assign({}, ...others.map(({ exports }) => exports))
  const found = names.flatMap(name => {
    const value = member(all, name)
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    exports: Object.fromEntries(found),
    known: Object.keys(all),
    remarks: found.flatMap(([name, value]) => (isSecret(value) ? [secretExport(name)] : [])),
  }
}

function exportsOnly({ exports }: Inside): Lookups {
  return { ...noLookups, exports: Object.keys(exports) }
}

async function fromCloud(lookups: Lookups, { first: { provider }, target }: Resolving): Promise<LookupReply> {
  if (isNothing(lookups) || provider.lookUp === undefined)
    return { lookupResults: noLookupResults, remarks: [] }
  return diagnosed(provider, async () => (await provider.lookUp?.(target.connection.client, lookups)) ?? none)
}

const none: LookupReply = { lookupResults: noLookupResults, remarks: [] }

/** Shows what was found at its place in the template; ends with 2 where an answer is missing. */
async function tell(remarks: readonly LookupRemark[], { first, reporter, wanted }: Resolving): Promise<void> {
  const { template } = first.loaded
  const own = remarks.filter(({ of, name }) => of !== 'references' || wanted.references.includes(name))
  const found = own.map((remark): Diagnostic => {
    const location = template.locate(lookupPath(template.document, remark))
    return { ...remark.diagnostic, location }
  })
  if (failed(found)) throw new FnxError(found, 2)
  await reporter.diagnostics(found, new Map([[template.file, template.text]]))
}

function unknownExport(name: string, { known }: Inside): LookupRemark {
  const hint = didYouMean(name, known).hint ?? 'Deploy the stack that exports it first.'
  const message = `No stack in this account and region exports "${name}".`
  return { of: 'exports', name, diagnostic: { code: 'E5012', message, hint } }
}

function secretExport(name: string): LookupRemark {
  const message = `The export "${name}" is a secret, of which fnx keeps a hash alone.`
  const hint = 'Refer to the secret where it is kept, such as with {{resolve:secretsmanager:…}}.'
  return { of: 'exports', name, diagnostic: { code: 'E5015', message, hint } }
}
