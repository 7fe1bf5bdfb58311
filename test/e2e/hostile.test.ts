import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { drawFrom } from '../support/draw.ts'
import { fnx, temporaryFolder } from '../support/fnx.ts'
import { mutated } from '../support/hostile-documents.ts'
import { hostileTexts } from '../support/hostile-texts.ts'
import { samTemplate } from '../support/sam-template.ts'

/** Megabytes that the program may have for a template; without a limit it would take what the machine has. */
const memory = 400

it('fnx validate ends any template with findings: in time, in bounds and without a trace of its own', async () => {
  const draw = drawFrom(5)
  const hostile = draw.mixed(Object.entries(hostileTexts())).slice(0, 40)
  const changed = Array.from({ length: 20 }, (_, at) => [
    `mutated ${at}`,
    JSON.stringify(mutated(samTemplate(draw), draw)),
  ])
  const folder = temporaryFolder()
  for (const [name = '', text = ''] of [...hostile, ...changed]) {
    writeFileSync(join(folder, 't.yaml'), text)
    const node = [`--max-old-space-size=${memory}`]
    const { code, stdout, stderr } = await fnx(['validate', 't.yaml'], { cwd: folder, node, limit: 10_000 })
    expect([0, 2], `${name}:\n${stderr}`).toContain(code)
    expect(stdout + stderr, name).not.toMatch(/^ +at .*:\d+:\d+\)?$|bug in fnx/m)
  }
}, 300_000)
