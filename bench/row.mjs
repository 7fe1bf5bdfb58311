/**
 * A line of the report.
 * @typedef {{ name: string, value: string, beside?: string, besideValue?: string, ratio?: number, goal?: string, memory?: number, missed?: readonly string[] }} Row
 */

/** Makes the row of something that took its time, as a ratio to its floor or peer; `goal` is the largest ratio allowed. */
export function timeRow({ name, ours, peer, peerName, goal, memoryGoal }) {
  const ratio = peer === undefined ? undefined : ours.wall / peer.wall
  const missed = [
    ratio !== undefined && goal !== undefined && ratio > goal ? `over by ${(ratio - goal).toFixed(2)}` : '',
    memoryGoal !== undefined && ours.memory > memoryGoal ? `over ${memoryGoal} MB` : '',
  ].filter(text => text !== '')
  return {
    name,
    value: `${ours.wall.toFixed(0)} ms`,
    beside: peerName,
    ...(peer === undefined ? {} : { besideValue: `${peer.wall.toFixed(0)} ms`, ratio }),
    ...(goal === undefined ? {} : { goal: `≤ ${goal}` }),
    memory: ours.memory,
    missed,
  }
}

/** Makes the row of something that is counted, such as requests a second; `goal` is the least or most that is allowed. */
export function countRow({ name, count, unit, beside, besideValue, least, most, memory }) {
  const missed = [
    least !== undefined && count < least ? `short by ${shown(least - count)}` : '',
    most !== undefined && count > most ? `over by ${shown(count - most)}` : '',
  ].filter(text => text !== '')
  const goal = least !== undefined ? `≥ ${least}` : most !== undefined ? `≤ ${most}` : undefined
  return { name, value: `${shown(count)} ${unit}`, beside, besideValue, goal, memory, missed }
}

/** Writes a row in columns; without one, their heads. */
export function line(row) {
  const texts = row === undefined ? ['', 'fnx', 'beside', '', 'ratio', 'goal', 'peak MB', ''] : cells(row)
  return texts
    .map((text, at) => (left.has(at) ? text.padEnd(widths[at]) : text.padStart(widths[at])))
    .join('  ')
    .trimEnd()
}

const widths = [30, 12, 26, 12, 6, 7, 8, 0]
const left = new Set([0, 2, 7])

function cells({ name, value, beside = '', besideValue = '', ratio, goal = '', memory, missed = [] }) {
  const verdict = missed.length > 0 ? missed.join(', ') : goal === '' ? '' : 'met'
  return [name, value, beside, besideValue, ratio?.toFixed(2) ?? '', goal, memory?.toFixed(0) ?? '', verdict]
}

function shown(count) {
  return count >= 100 ? count.toFixed(0) : count.toFixed(2)
}
