import { readFileSync, readlinkSync } from 'node:fs'

/** Tells one run of one machine from another: host, boot and process namespace. Process IDs compare only within it. */
export function machine(host: string): string {
  const boot = attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim())
  const namespace = attempt(() => readlinkSync('/proc/self/ns/pid'))
  return [host, boot, namespace].join('/')
}

/**
 * Gives when a process started, in the kernel's own count, where the system tells; IDs are used again. Nothing of one that
 * has ended and only waits for its parent to take note (proc_pid_stat(5): states Z and X).
 */
export function startOf(pid: number): string {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  // The second field is a name in brackets that may itself hold blanks; the start is the twentieth after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return /^[ZX]$/i.test(fields[0] ?? '') ? '' : (fields[19] ?? '')
}

/** Tells whether the process that had this ID and start still runs on this machine; without a start the ID alone counts. */
export function isAlive(pid: number, started: string): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // Any other refusal, such as EPERM, means that someone else's process has the ID.
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false
  }
  return started === '' || startOf(pid) === started
}

function attempt(read: () => string): string {
  try {
    return read()
  } catch {
    return ''
  }
}
