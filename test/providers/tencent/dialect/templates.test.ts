import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../../src/model/diagnostic.ts'
import { severityOf } from '../../../../src/model/diagnostic.ts'
import { tencent } from '../../../../src/providers/tencent/cloud.ts'
import { load } from '../../../../src/template/load.ts'
import { root } from '../../../support/fnx.ts'
import { lacksShared, shared } from '../../../support/needs.ts'

const world = {
  account: '100000000000',
  region: 'ap-guangzhou',
  partition: 'tencent',
  stackName: 'app',
  stage: 'dev',
}

async function findings(text: string, folder?: string): Promise<readonly Diagnostic[]> {
  const { diagnostics } = await load({
    file: 'template.yaml',
    text,
    clouds: [tencent],
    parameters: {},
    world,
    root,
    look: path => {
      if (folder === undefined) return 'file'
      const found = statSync(join(folder, path), { throwIfNoEntry: false })
      return found === undefined ? undefined : found.isDirectory() ? 'folder' : 'file'
    },
    today: new Date('2026-11-22'),
  })
  return diagnostics
}

describe('the templates of fnx init', () => {
  it.each(['tencent-nodejs', 'tencent-python'])('%s has nothing to find', async name => {
    const folder = join(root, 'templates', name)
    expect(await findings(readFileSync(join(folder, 'template.yaml'), 'utf8'), folder)).toEqual([])
  })
})

describe.skipIf(lacksShared('corpora/tencent-wild'))('templates in the wild', () => {
  const folder = join(shared, 'corpora', 'tencent-wild')
  // written for the runtime of another tool, or for a kind of function that SCF never opened to all
  const refused = ['multi_function_template', 'nodejs8.9-service']
  const files = existing(folder).filter(file => /\.ya?ml$/.test(file))
  it.each(files)('%s', async file => {
    const errors = (await findings(rendered(readFileSync(join(folder, file), 'utf8')))).filter(
      ({ code }) => severityOf(code) === 'error',
    )
    if (refused.some(part => file.includes(part))) expect(errors.map(({ code }) => code)).toContain('E4402')
    else expect(errors).toEqual([])
  })
})

function existing(folder: string): readonly string[] {
  return statSync(folder, { throwIfNoEntry: false }) === undefined ? [] : readdirSync(folder)
}

/** Fills in a cookiecutter template as its tool does. */
function rendered(text: string): string {
  return text
    .replace(/\{%-? (?:elif|else)[\s\S]*?\{%-? endif %\}/g, '')
    .replace(/\s*\{%[^%]*%\}/g, '')
    .replaceAll('{{cookiecutter.type}}', 'Event')
    .replaceAll('{{cookiecutter.namespace}}', 'default')
    .replaceAll('{{cookiecutter.project_name}}', 'hello')
}
