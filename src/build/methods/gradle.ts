import { chmodSync, existsSync, writeFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import type { Builder } from '../method.ts'
import { above, namesIn } from '../repository.ts'

/** Compiles a Gradle project of Java or Kotlin, by its own wrapper where it has one: classes at the top, jars in `lib`. */
export const gradle: Builder = {
  root({ unit, repository }) {
    const settings = above(
      unit.folder,
      at => namesIn(at).some(name => /^settings\.gradle(\.kts)?$/.test(name)),
      repository,
    )
    const wrapper = above(unit.folder, at => existsSync(join(at, 'gradlew')), repository)
    return settings ?? wrapper ?? unit.folder
  },
  async build(job) {
    const { unit, root, out, scratch } = job
    const code = job.copy()
    const top = resolve(code, relative(unit.folder, root))
    const wrapper = join(top, 'gradlew')
    const script = join(scratch, 'fnx.gradle')
    writeFileSync(script, initScript(out))
    const project = relative(root, unit.folder).split(sep).join(':')
    const task = `${project === '' ? '' : `:${project}`}:fnxBuild`
    if (existsSync(wrapper)) chmodSync(wrapper, 0o755)
    await job.run(
      existsSync(wrapper) ? wrapper : 'gradle',
      ['--no-daemon', '-q', '--init-script', script, task],
      { cwd: top },
    )
  },
}

/** Adds a task to every project of a JVM language, which puts together what its functions run from. */
function initScript(out: string): string {
  return `allprojects {
  plugins.withId('java') {
    tasks.register('fnxBuild', Copy) {
      duplicatesStrategy = DuplicatesStrategy.EXCLUDE
      from sourceSets.main.output
      into '${out.replaceAll('\\', '/')}'
      into('lib') { from configurations.runtimeClasspath }
    }
  }
}
`
}
