import { type CodeEntry, codes } from '../model/codes.ts'
import { clouds } from '../providers/index.ts'

/** Gives title and reason of a code, of the table of codes or of a rule of any cloud. */
export async function entryOf(code: string): Promise<CodeEntry | undefined> {
  const wanted = code.toUpperCase()
  const entry = Object.hasOwn(codes, wanted) ? codes[wanted] : undefined
  if (entry !== undefined) return entry
  const { rules } = await import('../template/rules/index.ts')
  const dialects = await Promise.all(clouds.map(cloud => cloud.dialect()))
  return [...rules, ...dialects.flatMap(dialect => dialect.rules)].find(rule => rule.code === wanted)
}
