import { spawn } from 'node:child_process'

/** Kills process groups that outlive fnx. */
export interface Watchdog {
  watch(group: number): void
  release(group: number): void
  close(): void
}

/**
 * The reader of a pipe whose other end fnx holds: when fnx ends, however it ends, the pipe closes and what is still listed is killed.
 * A frozen process could not notice that by itself.
 */
const script = [
  "trap '' INT TERM HUP",
  'all=" "',
  'while read -r sign group; do',
  '  case $sign in',
  '    +) all="$all$group " ;;',
  '    -) all="${all%% $group *} ${all#* $group }" ;;',
  '  esac',
  'done',
  'for group in $all; do kill -9 "-$group" 2>/dev/null; done',
].join('\n')

/** Starts a watchdog with the first group that it is given; does nothing on Windows, which has no groups. */
export function createWatchdog(): Watchdog {
  let write: ((line: string) => void) | undefined
  let close = (): void => {}
  const begin = (): ((line: string) => void) => {
    const child = spawn('/bin/sh', ['-c', script], {
      detached: true,
      env: {},
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    child.on('error', () => {})
    child.stdin.on('error', () => {})
    child.unref()
    if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref()
    close = () => child.stdin.end()
    return line => child.stdin.write(line)
  }
  return {
    watch(group) {
      if (process.platform === 'win32') return
      write ??= begin()
      write(`+ ${group}\n`)
    },
    release: group => write?.(`- ${group}\n`),
    close: () => close(),
  }
}
