import { FnxError } from '../model/diagnostic.ts'
import type { Stack } from '../model/stack.ts'
import type { StateOwner } from '../model/state.ts'
import { isRecord, record } from '../model/value.ts'
import { makeFolder, readText, writeAtomically } from './atomic-file.ts'
import { files } from './files.ts'
import { sealed, unsealed } from './seal.ts'
import { checkOwner } from './snapshot.ts'

/** The last deployment that went well: what a rollback goes back to. */
export interface LastGoodDeployment {
  readonly stack: Stack
  /** Hash of the code of each function, by logical ID. */
  readonly artifacts: Readonly<Record<string, string>>
}

/** Keeps the deployment that has just gone well. */
export async function saveLastGoodDeployment(
  dir: string,
  owner: StateOwner,
  good: LastGoodDeployment,
): Promise<void> {
  const { stack, stage, target, provider } = owner
  const content = { ...good, owner: { stack, stage, target, provider } }
  await makeFolder(dir)
  await writeAtomically(dir, files.good, `${JSON.stringify(sealed(content), null, 2)}\n`)
}

/**
 * Gives the last deployment that went well, or nothing before the first.
 * Throws E7003 when its file is damaged and E7006 when it is that of another stack.
 */
export async function readLastGoodDeployment(
  dir: string,
  owner: StateOwner,
): Promise<LastGoodDeployment | undefined> {
  const file = `${dir}/${files.good}`
  const text = await readText(file)
  if (text === undefined) return undefined
  const { content, seal } = unsealed(text)
  if (!isRecord(content.stack) || !isRecord(content.artifacts) || seal === 'broken') throw damaged(file)
  // Files of an fnx that kept no checksum name no owner either.
  if (seal === 'whole') checkOwner(file, record(content.owner) as unknown as StateOwner, owner) // compared, not trusted
  const { stack, artifacts } = content
  return { stack, artifacts } as unknown as LastGoodDeployment // as saveGood wrote it
}

function damaged(file: string): FnxError {
  return new FnxError({
    code: 'E7003',
    message: `State file ${file} is damaged.`,
    hint: 'Delete it; the next deploy that goes well writes it again.',
  })
}
