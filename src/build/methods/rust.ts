import { chmodSync, copyFileSync, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { FnxError } from '../../model/diagnostic.ts'
import { record, text } from '../../model/value.ts'
import type { Builder, Job } from '../method.ts'
import { above, commonRoot, textOf } from '../repository.ts'

/**
 * Compiles a crate to `bootstrap`: by cargo-lambda where it is installed, else by cargo, against musl where that target
 * is, so that the program needs nothing of the system that it runs on. What is compiled is kept from build to build.
 */
export const rust: Builder = {
  root({ unit, repository }) {
    const manifest = textOf(join(unit.folder, 'Cargo.toml')) ?? ''
    const workspace = above(
      unit.folder,
      at => /^\[workspace\]/m.test(textOf(join(at, 'Cargo.toml')) ?? ''),
      repository,
    )
    const paths = [...manifest.matchAll(/\bpath\s*=\s*"([^"]*)"/g)].map(([, path = '.']) => path)
    return workspace ?? commonRoot(unit.folder, paths, repository)
  },
  async build(job) {
    const { unit, out, root, kept } = job
    const locked = existsSync(join(root, 'Cargo.lock'))
    // cargo writes the lock of a project that has none.
    const folder = locked ? unit.folder : job.copy()
    const machine = unit.architecture === 'arm64' ? 'aarch64' : 'x86_64'
    const binary = text(record(unit.metadata.BuildProperties).Binary)
    const target = unit.system === undefined ? await targetOf(job, machine) : undefined
    const forLambda = target !== undefined && job.has('cargo-lambda')
    const args = [
      ...(forLambda ? ['lambda', 'build', '--output-format', 'binary'] : ['build']),
      ...['--release', ...(target === undefined ? [] : ['--target', target])],
      ...(locked ? ['--locked'] : []),
      ...(binary === undefined ? [] : ['--bin', binary]),
    ]
    await job.run('cargo', args, { cwd: folder, env: { CARGO_TARGET_DIR: kept } })
    const program = programIn(job, { folder: join(kept, target ?? '', 'release'), binary })
    copyFileSync(program, join(out, 'bootstrap'))
    chmodSync(join(out, 'bootstrap'), 0o755)
  },
}

async function targetOf(job: Job, machine: string): Promise<string> {
  const musl = `${machine}-unknown-linux-musl`
  if (job.has('cargo-lambda')) return `${machine}-unknown-linux-gnu`
  const { code, output } = await job.tried('rustc', ['--print', 'sysroot'], { cwd: job.unit.folder })
  if (code === 0 && existsSync(join(output.trim(), 'lib', 'rustlib', musl))) return musl
  if (process.platform !== 'linux' || (process.arch === 'arm64') !== (machine === 'aarch64'))
    throw new FnxError({
      code: 'E8016',
      message: `Building ${job.unit.id} for Linux on ${machine} needs the target ${musl}, which is not installed.`,
      hint: `rustup target add ${musl}`,
    })
  job.report({
    code: 'W8008',
    message: `${job.unit.id} is linked against the C library of this machine, for the target ${musl} is not installed.`,
    hint: `rustup target add ${musl}`,
  })
  return `${machine}-unknown-linux-gnu`
}

function programIn(
  { unit }: Job,
  { folder, binary }: { readonly folder: string; readonly binary: string | undefined },
): string {
  const name = binary ?? [unit.handler, 'bootstrap', nameOf(unit.folder)].find(one => isProgram(folder, one))
  const programs = readdirSync(folder).filter(
    entry => /^[\w-]+$/.test(entry) && existsSync(join(folder, `${entry}.d`)),
  )
  const found = name ?? (programs.length === 1 ? programs[0] : undefined)
  if (found !== undefined && existsSync(join(folder, found))) return join(folder, found)
  throw new FnxError({
    code: 'E8013',
    message: `${unit.id} is built, and which of its programs to take is not said: ${programs.join(', ')}.`,
    hint: 'Name one in Metadata: BuildProperties: Binary.',
  })
}

function isProgram(folder: string, name: string | undefined): boolean {
  return (
    name !== undefined &&
    name !== '' &&
    existsSync(join(folder, name)) &&
    existsSync(join(folder, `${name}.d`))
  )
}

function nameOf(folder: string): string | undefined {
  return /^\[package\][^[]*?^name\s*=\s*"([^"]*)"/ms.exec(textOf(join(folder, 'Cargo.toml')) ?? '')?.[1]
}
