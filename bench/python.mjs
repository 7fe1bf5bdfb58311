import { spawnSync } from 'node:child_process'

/** Finds a Python that imports a module: the one that FNX_BENCH_PYTHON names, or python3; nothing where it does not. */
export function python(module) {
  const command = process.env.FNX_BENCH_PYTHON ?? 'python3'
  const { status } = spawnSync(command, ['-c', `import yaml, ${module}`], { stdio: 'ignore' })
  return status === 0 ? command : undefined
}
