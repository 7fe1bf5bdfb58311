import { FnxError } from '../model/diagnostic.ts'
import type { Stack } from '../model/stack.ts'
import { isRecord } from '../model/value.ts'
import { makeFolder, readText, writeDurably } from './durable.ts'

/** The last deployment that went well: what a rollback goes back to. */
export interface Good {
  readonly stack: Stack
  /** Hash of the code of each function, by logical ID. */
  readonly artifacts: Readonly<Record<string, string>>
}

const name = 'good.json'

/** Keeps the deployment that has just gone well. */
export async function saveGood(dir: string, good: Good): Promise<void> {
  await makeFolder(dir)
  await writeDurably(dir, name, `${JSON.stringify(good, null, 2)}\n`)
}

/** Gives the last deployment that went well, or nothing before the first; throws E7003 when its file is damaged. */
export async function readGood(dir: string): Promise<Good | undefined> {
  const text = await readText(`${dir}/${name}`)
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    if (isRecord(value) && isRecord(value.stack) && isRecord(value.artifacts)) return value as unknown as Good // as saveGood wrote it
  } catch {}
  throw new FnxError({
    code: 'E7003',
    message: `State file ${dir}/${name} is damaged.`,
    hint: 'Delete it; the next deploy that goes well writes it anew.',
  })
}
