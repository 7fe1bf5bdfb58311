import { readFileSync } from 'node:fs'

/** Gives when a process started, in the kernel's own count, or an empty text where the system does not tell. */
export function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is a name in brackets that may itself hold blanks; the start is the twentieth after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // One that has ended and waits to be read by its parent still has a number.
    return fields[0] === 'Z' ? 'ended' : (fields[19] ?? '')
  } catch {
    return ''
  }
}

/** Tells whether a process of this number runs and, where a start is given, is the one that started then. */
export function isSameProcess(pid: number, start: string): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // Not allowed to signal it: it lives, as somebody else's.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  return start === '' || startOf(pid) === start
}
