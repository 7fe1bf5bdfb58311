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

/** The languages that findings are shown in. */
export type Language = 'en' | 'zh'

/** Gives all that is said of a code, or nothing where there is no such code. */
export async function explanationOf(
  code: string,
  language: Language = 'en',
): Promise<Explanation | undefined> {
  const entry = await entryOf(code)
  if (entry === undefined) return undefined
  const { default: explanations } = await import('./explanations.json', { with: { type: 'json' } })
  const name = code.toUpperCase()
  const [example = '', remedy = ''] = own<readonly string[]>(explanations, name) ?? []
  const [title = entry.title, translated = remedy] = own(await translations(language), name) ?? []
  return { title, why: entry.why, example, remedy: translated }
}

/** Gives the titles of the codes of some findings; rules are loaded only for codes that are theirs. */
export async function titlesOf(
  found: readonly Diagnostic[],
  language: Language = 'en',
): Promise<(code: string) => string> {
  const wanted = [...new Set(found.map(({ code }) => code))]
  const chinese = await translations(language)
  const entries = await Promise.all(
    wanted.map(async code => [code, own(chinese, code)?.[0] ?? (await entryOf(code))?.title ?? ''] as const),
  )
  const titles = new Map(entries)
  return code => titles.get(code) ?? ''
}

/** Gives what says the hint of a finding in a language. */
export async function hintsIn(language: Language): Promise<(diagnostic: Diagnostic) => string | undefined> {
  if (language === 'en') return ({ hint }) => hint
  const { chineseHint } = await import('./chinese-hint.ts')
  const chinese = await translations(language)
  return ({ code, hint }) => {
    const remedy = own(chinese, code)?.[1]
    return hint === undefined || remedy === undefined ? hint : chineseHint(hint, remedy)
  }
}

/** Titles and remedies by code; only who reads Chinese loads them. */
async function translations(language: Language): Promise<Readonly<Record<string, readonly string[]>>> {
  if (language === 'en') return {}
  return (await import('./chinese.json', { with: { type: 'json' } })).default
}
