import type { Unit } from '../unit.ts'

/**
 * Gives the platform tags of wheels that run where a function runs, newest first: those of its C library and older ones.
 * Lambda has glibc 2.34 from Python 3.12 on and 2.26 before, FC 2.28, and SCF 2.17.
 */
export function platformsOf({
  provider,
  runtime,
  architecture,
}: Pick<Unit, 'provider' | 'runtime' | 'architecture'>) {
  const machine = architecture === 'arm64' ? 'aarch64' : 'x86_64'
  const newest = libraryOf(provider, runtime)
  const minors = Array.from({ length: newest - 16 }, (_, index) => newest - index)
  return [
    ...minors.map(minor => `manylinux_2_${minor}_${machine}`),
    `manylinux2014_${machine}`,
    `linux_${machine}`,
  ]
}

function libraryOf(provider: string, runtime: string): number {
  if (provider === 'tencent') return 17
  if (provider === 'aliyun') return 28
  const minor = Number(/3\.(\d+)/.exec(runtime)?.[1] ?? 0)
  return minor >= 12 || /al2023/.test(runtime) ? 34 : 26
}
