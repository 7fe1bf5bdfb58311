import type { ChalkInstance } from 'chalk'
import type { Action, Change, PropertyChange } from '../../model/plan.ts'
import { isSecret, type Value } from '../../model/value.ts'

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
  return [head + why, ...(action === 'create' || action === 'delete' ? [] : properties.map(line))]
}

function line({ path, before, after, replaces, drift }: PropertyChange): string {
  const notes = [replaces ? 'forces replacement' : '', drift ? 'changed outside fnx' : ''].filter(
    note => note !== '',
  )
  const note = notes.length > 0 ? `  (${notes.join(', ')})` : ''
  return `    ${path}: ${shown(before)} -> ${shown(after)}${note}`
}

/** A value on one line: secrets as such, what is not known yet in words, long text cut. */
export function shown(value: Value | undefined): string {
  if (value === undefined) return '(none)'
  if (isSecret(value) || value === '(secret)') return '(secret)'
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
