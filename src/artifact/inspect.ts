import { closeSync, openSync, readSync } from 'node:fs'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Coded } from '../model/stack.ts'
import { type Entry, executableMode } from './entry.ts'
import { groupOf } from './limits.ts'
import { platformOf } from './platform.ts'

/**
 * Warns of what should hardly be in a function's code: W8001 binaries that its machine cannot run, W8002 environment
 * files, W8003 private keys. Only the first bytes of files whose name or mode makes them candidates are read.
 */
export function inspect(entries: readonly Entry[], spec: Coded): readonly Diagnostic[] {
  return [
    warning('W8001', foreign(entries, spec), paths => ({
      message: `The code of ${spec.id} holds binaries that its machine (${machineOf(spec)}) cannot run: ${paths}.`,
      hint: 'Install the dependencies for Linux, for example with npm ci --os=linux --cpu=x64 or pip install --platform.',
    })),
    warning('W8002', pathsOf(entries.filter(isEnvironment)), paths => ({
      message: `The code of ${spec.id} holds environment files, which may carry secrets: ${paths}.`,
      hint: 'Put values into the environment of the function, and leave the file out with a line in .fnxignore.',
    })),
    warning('W8003', pathsOf(entries.filter(isPrivateKey)), paths => ({
      message: `The code of ${spec.id} holds private keys: ${paths}.`,
      hint: 'Leave them out with a line in .fnxignore, and fetch them from a secret store at run time.',
    })),
  ].flat()
}

function warning(
  code: string,
  paths: readonly string[],
  words: (paths: string) => Omit<Diagnostic, 'code'>,
): readonly Diagnostic[] {
  if (paths.length === 0) return []
  const [shown, more] = [paths.slice(0, 3).join(', '), paths.length - 3]
  return [{ code, ...words(more > 0 ? `${shown} and ${more} more` : shown) }]
}

function pathsOf(entries: readonly Entry[]): readonly string[] {
  return entries.map(({ path }) => path).sort()
}

const binaryName = /\.(node|pyd|dll|exe|dylib|so(\.\d+)*)$/

/** Packages that carry a binary for each system are fine as long as one of theirs fits. */
function foreign(entries: readonly Entry[], spec: Coded): readonly string[] {
  const judged = entries.filter(isBinaryCandidate).flatMap(entry => {
    const platform = platformOf(headOf(entry))
    return platform === undefined ? [] : [{ path: entry.path, fits: fits(platform, spec) }]
  })
  const served = new Set(judged.filter(({ fits }) => fits).map(({ path }) => groupOf(path)))
  return judged
    .filter(({ path, fits }) => !fits && !served.has(groupOf(path)))
    .map(({ path }) => path)
    .sort()
}

function isBinaryCandidate({ path, mode }: Entry): boolean {
  const name = nameOf(path)
  return binaryName.test(name) || (mode === executableMode && !name.includes('.'))
}

/** Where the architecture is not known, either of the clouds' two fits. */
function fits(platform: string, { architecture }: Coded): boolean {
  if (architecture !== undefined) return platform === `linux ${architecture}`
  return platform === 'linux x86_64' || platform === 'linux arm64'
}

function machineOf({ architecture }: Coded): string {
  return architecture === undefined ? 'Linux' : `Linux on ${architecture}`
}

function isEnvironment({ path }: Entry): boolean {
  return /^\.env(\.(?!example$|sample$|template$|dist$)[^/]+)?$/.test(nameOf(path))
}

const keyName = /(\.(pem|key|p8)$)|^id_(rsa|dsa|ecdsa|ed25519)$/

function isPrivateKey(entry: Entry): boolean {
  const name = nameOf(entry.path)
  return keyName.test(name) && headOf(entry).toString('latin1').includes('PRIVATE KEY-----')
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Gives the first bytes of an entry; a file that cannot be read has none here, and fails with its reason when packed. */
function headOf({ content }: Entry): Buffer {
  const head = Buffer.alloc(4096)
  if ('bytes' in content) return Buffer.from(content.bytes.subarray(0, head.length))
  try {
    const handle = openSync(content.stamp.file, 'r')
    try {
      return head.subarray(0, readSync(handle, head, 0, head.length, 0))
    } finally {
      closeSync(handle)
    }
  } catch {
    return head.subarray(0, 0)
  }
}
