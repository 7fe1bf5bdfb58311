import { type CodeEntry, codes } from '../model/codes.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { own } from '../model/value.ts'
import { clouds } from '../providers/index.ts'

/** Gives title and reason of a code, of the table of codes or of a rule of any cloud. */
export async function entryOf(code: string): Promise<CodeEntry | undefined> {
  const wanted = code.toUpperCase()
  if (Object.hasOwn(codes, wanted)) return codes[wanted]
  const { rules } = await import('../template/rules/index.ts')
  const dialects = await Promise.all(clouds.map(cloud => cloud.dialect()))
  return [...rules, ...dialects.flatMap(dialect => dialect.rules)].find(rule => rule.code === wanted)
}

/** What a code means, with an example that shows it and what to do about it. */
export interface Explanation extends CodeEntry {
  readonly example: string
  readonly remedy: string
}

/** Gives all that is said of a code, or nothing where there is no such code. */
export async function explanationOf(code: string): Promise<Explanation | undefined> {
  const entry = await entryOf(code)
  if (entry === undefined) return undefined
  const { default: explanations } = await import('./explanations.json', { with: { type: 'json' } })
  const [example = '', remedy = ''] = own<readonly string[]>(explanations, code.toUpperCase()) ?? []
  return { title: entry.title, why: entry.why, example, remedy }
}

/** Gives the titles of the codes of some findings; rules are loaded only for codes that are theirs. */
export async function titlesOf(
  found: readonly Diagnostic[],
  language: 'en' | 'zh' = 'en',
): Promise<(code: string) => string> {
  const wanted = [...new Set(found.map(({ code }) => code))]
  const entries = await Promise.all(
    wanted.map(async code => [code, (await entryOf(code))?.title ?? ''] as const),
  )
  const titles = new Map(entries)
  const chinese = language === 'zh' ? (await import('./titles-zh.ts')).chineseTitles : {}
  return code => own(chinese, code) ?? titles.get(code) ?? ''
}
