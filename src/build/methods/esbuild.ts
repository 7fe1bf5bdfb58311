import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { record } from '../../model/value.ts'
import { bundle } from '../esbuild/bundle.ts'
import { loadEsbuild } from '../esbuild/esbuild.ts'
import type { Builder, Place } from '../method.ts'
import { install, isInstalled } from '../node/install.ts'
import { asksNothing } from '../node/manifest.ts'
import { projectOf } from '../node/project.ts'
import { above } from '../repository.ts'

/**
 * Bundles a function where it lies when what it imports is installed, else in a copy of its project in which it is
 * installed first.
 */
export const esbuild: Builder = {
  root: place => projectOf(packageOf(place), place.repository),
  async build(job) {
    const { unit, folder, out, root } = job
    const own = { ...job, unit: { ...unit, folder: packageOf(job) } }
    const installed = isInstalled(own) ? undefined : await install(job, { production: false })
    if (installed === undefined && !asksNothing(own.unit.folder))
      job.uses('the packages that are installed beside it')
    const from = installed?.folder ?? unit.folder
    const { files, inputs } = await bundle(
      {
        unit,
        properties: record(unit.metadata.BuildProperties),
        root: from,
        folder,
        placeOf: file => (installed === undefined ? file : join(root, relative(installed.root, file))),
        esbuild: await loadEsbuild(from),
      },
      job.report,
    )
    if (installed === undefined) for (const input of inputs) job.reads(input)
    for (const { path, contents } of files) {
      const to = join(out, path)
      mkdirSync(dirname(to), { recursive: true })
      writeFileSync(to, contents)
    }
  },
}

/** Sources are often bundled from a folder below their package.json. */
function packageOf({ unit, repository }: Place): string {
  return above(unit.folder, folder => existsSync(join(folder, 'package.json')), repository) ?? unit.folder
}
