import type { Pattern } from './pattern-parser.ts'

/** One state: it eats a character, stands at a place, or goes on in two ways; the state behind the last has matched. */
type State =
  | Extract<Pattern, { kind: 'character' | 'place' }>
  | { readonly kind: 'fork'; readonly to: readonly [number, number] }

/** A pattern as states that are all gone through at once. */
export type Automaton = readonly State[]

/** The most states of one pattern: `(a{99}){99}` is written fast. */
const stateLimit = 10_000
/** The most states times characters, some tenths of a second. */
const workLimit = 20_000_000

/** Makes the automaton of a pattern, or nothing where it would have too many states. */
export function automaton(pattern: Pattern): Automaton | undefined {
  const states: State[] = []
  return add(pattern, states) ? states : undefined
}

function add(pattern: Pattern, states: State[]): boolean {
  if (states.length > stateLimit) return false
  switch (pattern.kind) {
    case 'row':
      return pattern.parts.every(part => add(part, states))
    case 'choice':
      return addChoice(pattern.among, states)
    case 'repetition':
      return addRepetition(pattern, states)
    default:
      states.push(pattern)
      return true
  }
}

function addChoice([first, ...others]: readonly Pattern[], states: State[]): boolean {
  if (first === undefined) return true
  if (others.length === 0) return add(first, states)
  const fork = states.push(nowhere) - 1
  if (!add(first, states)) return false
  const leave = states.push(nowhere) - 1
  states[fork] = { kind: 'fork', to: [fork + 1, states.length] }
  if (!addChoice(others, states)) return false
  states[leave] = { kind: 'fork', to: [states.length, states.length] }
  return true
}

function addRepetition(
  { of, least, most }: Extract<Pattern, { kind: 'repetition' }>,
  states: State[],
): boolean {
  for (let count = 0; count < least; count++) if (!add(of, states)) return false
  if (most === undefined) return addLoop(of, states)
  for (let count = least; count < most; count++) if (!addMaybe(of, states)) return false
  return true
}

function addLoop(of: Pattern, states: State[]): boolean {
  const fork = states.push(nowhere) - 1
  if (!add(of, states)) return false
  states.push({ kind: 'fork', to: [fork, fork] })
  states[fork] = { kind: 'fork', to: [fork + 1, states.length] }
  return true
}

function addMaybe(of: Pattern, states: State[]): boolean {
  const fork = states.push(nowhere) - 1
  if (!add(of, states)) return false
  states[fork] = { kind: 'fork', to: [fork + 1, states.length] }
  return true
}

/** Keeps the place of a fork whose ends are not known yet. */
const nowhere: State = { kind: 'fork', to: [0, 0] }

/** Tells whether an automaton takes all of a text, or nothing where that would take too long. */
export function holds(states: Automaton, text: string): boolean | undefined {
  if (states.length * text.length > workLimit) return undefined
  let alive = reach(states, [0], { text, at: 0 })
  for (let at = 0; at < text.length && alive.length > 0; at++) {
    const character = text[at] ?? ''
    const next = alive.filter(index => {
      const state = states[index]
      return state?.kind === 'character' && state.is(character)
    })
    alive = reach(
      states,
      next.map(index => index + 1),
      { text, at: at + 1 },
    )
  }
  return alive.includes(states.length)
}

/** Follows forks and places; gives the states that wait for a character, and the end where it is reached. */
function reach(
  states: Automaton,
  from: readonly number[],
  { text, at }: { readonly text: string; readonly at: number },
): readonly number[] {
  const seen = new Set<number>()
  const open = [...from]
  const waiting: number[] = []
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (seen.has(index)) continue
    seen.add(index)
    const state = states[index]
    if (state?.kind === 'fork') open.push(...state.to)
    else if (state?.kind !== 'place') waiting.push(index)
    else if (state.is(text, at)) open.push(index + 1)
  }
  return waiting
}
