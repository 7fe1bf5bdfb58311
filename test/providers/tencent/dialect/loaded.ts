import type { Diagnostic } from '../../../../src/model/diagnostic.ts'
import type { World } from '../../../../src/model/dialect.ts'
import type { Stack } from '../../../../src/model/stack.ts'
import { tencent } from '../../../../src/providers/tencent/cloud.ts'
import { load } from '../../../../src/template/load.ts'
import { root } from '../../../support/fnx.ts'

export const world: World = {
  account: '100000000000',
  region: 'ap-guangzhou',
  partition: 'tencent',
  stackName: 'app',
  stage: 'dev',
}

/** Loads a template through the front end of fnx. */
export async function loaded(
  text: string,
): Promise<{ readonly stack: Stack | undefined; readonly diagnostics: readonly Diagnostic[] }> {
  const { value, diagnostics } = await load({
    file: 'template.yaml',
    text,
    clouds: [tencent],
    parameters: {},
    world,
    root,
    look: () => 'file',
    today: new Date('2026-11-22'),
  })
  return { stack: value?.stack, diagnostics }
}
