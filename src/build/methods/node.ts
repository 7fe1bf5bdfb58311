import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Builder, Job } from '../method.ts'
import { closureOf } from '../node/closure.ts'
import {
  filesOf,
  hasDevelopment,
  install,
  installedClosure,
  isInstalled,
  isLinked,
  missingIn,
  stampsOf,
} from '../node/install.ts'
import { asksNothing } from '../node/manifest.ts'
import { projectOf } from '../node/project.ts'
import { copyTo, linkTo, sourcesIn } from '../sources.ts'

/**
 * Puts what a package.json names beside the code, without what is for development alone. What is installed already, in
 * the versions asked for, is taken; else it is installed in a copy of the project.
 */
export const node: Builder = {
  root: ({ unit, repository }) => projectOf(unit.folder, repository),
  missing: missingIn,
  tidies: place => hasDevelopment(place) || (isLinked(place) && !asksNothing(place.unit.folder)),
  inputs: place => (isInstalled(place) ? stampsOf(installedClosure(place), place.repository) : []),
  async build(job) {
    const { unit, out, repository } = job
    job.place(out)
    if (isInstalled(job)) {
      const { placed } = closureOf(unit.folder, repository)
      if (placed.length > 0) job.uses('the packages that are installed beside it')
      return put(job, placed)
    }
    const { folder, root } = await install(job, { production: true })
    const modules = join(folder, 'node_modules')
    if (isLinked(job)) put(job, closureOf(folder, root).placed, root)
    else if (existsSync(modules))
      linkTo(join(out, 'node_modules'), sourcesIn({ root: modules, repository: modules }))
  },
}

type Placed = ReturnType<typeof closureOf>['placed']

function put({ out, repository }: Pick<Job, 'out' | 'repository'>, placed: Placed, boundary?: string): void {
  for (const { from, to } of placed) {
    const files = filesOf(from, boundary ?? repository)
    if (boundary === undefined) copyTo(join(out, to), files)
    else linkTo(join(out, to), files)
  }
}
