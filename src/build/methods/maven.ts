import { existsSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import type { Builder } from '../method.ts'
import { above, textOf } from '../repository.ts'
import { linkTo, sourcesIn } from '../sources.ts'

/** Compiles a Maven project of Java or Kotlin: its classes lie at the top, the jars that they need in `lib`. */
export const maven: Builder = {
  root({ unit, repository }) {
    // A parent that is named by a path, and what a parent of modules builds together.
    const parent = above(
      unit.folder,
      at => at !== unit.folder && /<modules>/.test(textOf(join(at, 'pom.xml')) ?? ''),
      repository,
    )
    return parent !== undefined && /<parent>/.test(textOf(join(unit.folder, 'pom.xml')) ?? '')
      ? parent
      : unit.folder
  },
  async build(job) {
    const { unit, root, out } = job
    const code = job.copy()
    const top = resolve(code, relative(unit.folder, root))
    const module = relative(root, unit.folder)
    const tool = wrapperOr(top, 'mvnw', 'mvn')
    const whole = ['-B', '-q', '-DskipTests', ...(module === '' ? [] : ['-pl', module, '-am'])]
    await job.run(
      tool,
      [
        ...whole,
        'package',
        'dependency:copy-dependencies',
        '-DincludeScope=runtime',
        '-Dmdep.prependGroupId=false',
      ],
      { cwd: top },
    )
    const classes = join(code, 'target', 'classes')
    const jars = join(code, 'target', 'dependency')
    if (unit.kind === 'function' && existsSync(classes))
      linkTo(out, sourcesIn({ root: classes, repository: classes }))
    const lib = join(out, 'lib')
    if (existsSync(jars)) linkTo(lib, sourcesIn({ root: jars, repository: jars }))
    if (unit.kind === 'layer') linkTo(lib, ownJars(join(code, 'target')))
  },
}

/** A layer carries the project's own classes as a jar, beside those that it needs. */
function ownJars(folder: string) {
  const jars = sourcesIn({ root: folder, repository: folder, derived: ['dependency', 'classes'] })
  return jars.filter(({ path }) => /^[^/]+\.jar$/.test(path) && !/-(sources|javadoc|tests)\.jar$/.test(path))
}

/** A project's own wrapper brings the version that it wants. */
export function wrapperOr(folder: string, wrapper: string, tool: string): string {
  const file = join(folder, process.platform === 'win32' ? `${wrapper}.cmd` : wrapper)
  return existsSync(file) ? file : tool
}
