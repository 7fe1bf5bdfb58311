import type { ChalkInstance } from 'chalk'
import type { Action, Change, PropertyChange } from '../../model/plan.ts'
import { holdsCall, isSecret, type Value } from '../../model/value.ts'
import { artifactOf, tree } from './tree.ts'

const signs: Readonly<Record<Action, string>> = {
  create: '+',
  update: '~',
  replace: '±',
  delete: '-',
  forget: 'o',
  keep: ' ',
}

const words: Readonly<Record<Action, string>> = {
  create: 'to create',
  update: 'to update',
  replace: 'to replace',
  delete: 'to delete',
  forget: 'to forget',
  keep: 'unchanged',
}

/** Writes the changes of a plan, one block per resource that differs, and a count of each action. */
export function renderPlan(changes: readonly Change[], style: ChalkInstance): string {
  const paint = painter(style)
  const blocks = changes.filter(({ action }) => action !== 'keep').map(change => block(change, paint))
  return [...blocks.flat(), ...(blocks.length > 0 ? [''] : []), summary(changes)].join('\n')
}

type Paint = (action: Action, text: string) => string

function painter(style: ChalkInstance): Paint {
  const colours: Record<Action, ChalkInstance> = {
    create: style.green,
    update: style.yellow,
    replace: style.magenta,
    delete: style.red,
    forget: style.cyan,
    keep: style.dim,
  }
  return (action, text) => colours[action](text)
}

function block({ logicalId, type, action, properties, reason }: Change, paint: Paint): readonly string[] {
  const head = `${paint(action, `${signs[action]} ${action.padEnd(7)}`)} ${logicalId}  ${type}`
  const why = reason === undefined ? '' : `  (${reason})`
  if (action === 'delete') return [head + why]
  return [head + why, ...properties.flatMap(action === 'create' ? made : line)]
}

/** A new resource is shown whole: whoever agrees to it sees what its policies allow. */
function made({ path, after = null }: PropertyChange): readonly string[] {
  return tree({ [path]: after }).map(text => `    ${text}`)
}

/** What does not fit on a line is shown whole, as it is and as it shall be. */
function line({ path, before, after, replaces, drift }: PropertyChange): readonly string[] {
  const differs = holdsCall(after) ? 'replaced only if it differs' : 'forces replacement'
  const notes = [...(replaces ? [differs] : []), ...(drift ? ['changed outside fnx'] : [])]
  const note = notes.length > 0 ? `  (${notes.join(', ')})` : ''
  if (![before, after].some(isLong)) return [`    ${path}: ${shown(before)} -> ${shown(after)}${note}`]
  const side = (sign: string, value: Value | undefined) =>
    value === undefined ? [] : tree(value).map(text => `      ${sign} ${text}`)
  return [`    ${path}:${note}`, ...side('-', before), ...side('+', after)]
}

function isLong(value: Value | undefined): boolean {
  return typeof value === 'object' && shown(value).endsWith('...')
}

/** A value on one line: secrets as such, what is not known yet in words, long text cut. */
export function shown(value: Value | undefined): string {
  if (value === undefined) return '(none)'
  if (isSecret(value) || value === '(secret)') return '(secret)'
  const code = artifactOf(value)
  if (code !== undefined) return code
  const known = JSON.stringify(value, (_, inner: Value) => (isSecret(inner) ? '(secret)' : inner))
  if (/\{"(?:Ref|Fn::\w+)":/.test(known)) return '(known after deploy)'
  return known.length > 80 ? `${known.slice(0, 77)}...` : known
}

function summary(changes: readonly Change[]): string {
  const counts = new Map<Action, number>()
  for (const { action } of changes) counts.set(action, (counts.get(action) ?? 0) + 1)
  const actions: readonly Action[] = ['create', 'update', 'replace', 'delete', 'forget', 'keep']
  const parts = actions
    .filter(action => counts.has(action))
    .map(action => `${counts.get(action)} ${words[action]}`)
  return `Plan: ${parts.length === 0 ? 'nothing' : parts.join(', ')}.`
}
