import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { record } from '../../model/value.ts'
import { bundle } from '../esbuild/bundle.ts'
import { loadEsbuild } from '../esbuild/esbuild.ts'
import type { Builder, Job, Place } from '../method.ts'
import { closureOf } from '../node/closure.ts'
import { filesOf, install, isInstalled } from '../node/install.ts'
import { asksNothing } from '../node/manifest.ts'
import { projectOf } from '../node/project.ts'
import { above } from '../repository.ts'
import { copyTo } from '../sources.ts'

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
    const { files, inputs, externals } = await bundle(
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
    layAside(job, { from, last: installed?.root ?? job.repository, externals })
  },
}

interface LeftOut {
  readonly from: string
  readonly last: string
  readonly externals: readonly string[]
}

/** What is left out of the bundle is no part of the code; where it is installed, runs on this machine find it all the same. */
function layAside(job: Job, { from, last, externals }: LeftOut): void {
  const { placed } = closureOf(from, last, externals)
  if (placed.length === 0) return
  mkdirSync(join(job.out, 'node_modules'))
  for (const { from: folder, to } of placed) {
    job.reads(join(folder, 'package.json'))
    copyTo(join(job.aside, relative('node_modules', to)), filesOf(folder, last))
  }
  const alone = externals.filter(name => !isOfRuntime.test(name))
  if (alone.length === 0 || job.unit.layered === true) return
  job.report({
    code: 'W8009',
    message: `${job.unit.id} leaves ${alone.join(', ')} out of its bundle, and has no layer that brings it: it runs here, and not in the cloud.`,
    hint: 'Take it out of External, or put it into a layer.',
  })
}

/** Lambda's Node has the SDK of AWS. */
const isOfRuntime = /^(aws-sdk$|@aws-sdk\/|@smithy\/)/

/** Sources are often bundled from a folder below their package.json. */
function packageOf({ unit, repository }: Place): string {
  return above(unit.folder, folder => existsSync(join(folder, 'package.json')), repository) ?? unit.folder
}
