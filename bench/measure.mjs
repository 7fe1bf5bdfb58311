import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/**
 * A command to measure.
 * @typedef {{ name: string, command: string, args: readonly string[], cwd?: string, env?: Record<string, string>, before?: () => void }} Subject
 * @typedef {{ wall: number, memory: number | undefined }} Measured Median milliseconds; peak megabytes where GNU time is installed.
 */

/**
 * Runs commands in turn, A B A B …, so that what else the machine does falls on all of them alike, and gives the medians.
 * The first round warms caches and does not count.
 * @param {readonly Subject[]} subjects
 * @returns {Promise<readonly Measured[]>}
 */
export async function measure(subjects, { rounds = 7 } = {}) {
  const times = subjects.map(() => [])
  for (let round = -1; round < rounds; round++)
    for (const [index, subject] of subjects.entries()) {
      const wall = await run(subject)
      if (round >= 0) times[index].push(wall)
    }
  return subjects.map((subject, index) => ({ wall: median(times[index]), memory: peak(subject) }))
}

/** Gives the middle of numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

function run(subject) {
  subject.before?.()
  const { command, args, cwd, env } = subject
  const start = performance.now()
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', chunk => {
    errors += chunk
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => {
      const wall = performance.now() - start
      if (code === 0) resolve(wall)
      else reject(new Error(`${subject.name} ended with ${code}:\n${errors}`))
    })
  })
}

const gnuTime = '/usr/bin/time'

/** A run of its own: the timed ones have nothing between them and the command. */
function peak(subject) {
  if (!existsSync(gnuTime)) return undefined
  subject.before?.()
  const { command, args, cwd, env } = subject
  const options = {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  }
  const { stderr } = spawnSync(gnuTime, ['-f', '%M', command, ...args], options)
  const kilobytes = Number(stderr.trim().split('\n').at(-1))
  return Number.isFinite(kilobytes) ? kilobytes / 1024 : undefined
}
