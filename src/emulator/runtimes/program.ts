import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { FnxError } from '../../model/diagnostic.ts'
import type { Tree } from '../../model/tree.ts'
import { headOf, isProgram } from './installed.ts'
import type { Runtime, Startable } from './runtime.ts'

const name = 'bootstrap'

/** Starts the `bootstrap` of the code, else that of a layer: a script, or what a compiler made for this machine. */
export const program: Runtime = {
  command: startable => ({ file: bootstrapOf(startable), options: [], args: [] }),
  mismatch: async () => undefined,
}

function bootstrapOf(startable: Startable): string {
  const { id, tree } = startable
  const file = placesOf(tree).find(place => existsSync(place))
  if (file === undefined)
    throw refused(
      `${id} has no file ${name} in its code, which its runtime ${startable.runtime} starts.`,
      `Put the program into the code under the name ${name}; fnx build does so for Go and Rust.`,
    )
  if (!isProgram(file))
    throw refused(
      `The ${name} of ${id} may not be run: it is not marked as executable.`,
      `Run chmod +x ${name} before it is packaged.`,
    )
  const kind = kindOf(headOf(file, 20))
  if (kind === undefined)
    throw refused(
      `The ${name} of ${id} is neither a program nor a script.`,
      'Let a script begin with a line such as #!/bin/sh.',
    )
  const here = machine()
  if (kind !== 'script' && !runsHere(kind, here))
    throw refused(
      `The ${name} of ${id} is a program for ${kind}, and this machine is ${here}.`,
      remedies[here] ?? `Build it for ${here}.`,
    )
  return file
}

function placesOf({ folder, layers }: Tree): readonly string[] {
  return [folder, ...(layers === undefined ? [] : [layers.folder])].map(each => join(each, name))
}

function refused(message: string, hint: string): FnxError {
  return new FnxError({ code: 'E9009', message, hint })
}

const remedies: Readonly<Record<string, string>> = {
  'Linux on x86_64': 'Set Architectures to [x86_64], such as by a parameter, and build it again.',
  'Linux on arm64': 'Set Architectures to [arm64], such as by a parameter, and build it again.',
}

const machines: Readonly<Record<number, string>> = { 62: 'x86_64', 183: 'arm64' }

/** Tells what a file was made for by how it begins; nothing of what is neither program nor script. */
function kindOf(head: string): string | undefined {
  if (head.startsWith('#!')) return 'script'
  if (head.startsWith('\x7fELF')) return `Linux on ${machines[head.charCodeAt(18)] ?? 'another machine'}`
  if (/^(\xcf\xfa\xed\xfe|\xca\xfe\xba\xbe)/.test(head)) return 'macOS'
  return head.startsWith('MZ') ? 'Windows' : undefined
}

function machine(): string {
  const systems: Partial<Record<NodeJS.Platform, string>> = { darwin: 'macOS', win32: 'Windows' }
  const own = process.arch === 'arm64' ? 'arm64' : 'x86_64'
  return systems[process.platform] ?? `Linux on ${own}`
}

/** The kernel may have been told of an emulator for programs of other machines. */
function runsHere(kind: string, here: string): boolean {
  if (kind === here) return true
  const emulator = { 'Linux on arm64': 'qemu-aarch64', 'Linux on x86_64': 'qemu-x86_64' }[kind]
  return emulator !== undefined && existsSync(`/proc/sys/fs/binfmt_misc/${emulator}`)
}
