import { FnxError } from '../model/diagnostic.ts'
import type { Language } from '../workflows/titles.ts'

/** Gives the language of `--lang`, or else of the environment, as the C library reads it. */
export function languageOf(
  argv: readonly string[],
  { LC_ALL, LC_MESSAGES, LANG }: Readonly<Record<string, string | undefined>>,
): Language {
  const spoken = splitLanguage(argv).asked ?? (LC_ALL || LC_MESSAGES || LANG || '')
  return /^zh/i.test(spoken) ? 'zh' : 'en'
}

/** Takes `--lang` out of a command line: every command has it. */
export function splitLanguage(argv: readonly string[]): {
  readonly asked?: string
  readonly rest: readonly string[]
} {
  const end = argv.indexOf('--')
  const at = argv.findIndex((word, index) => /^--lang(=|$)/.test(word) && (end < 0 || index < end))
  const word = argv[at]
  if (word === undefined) return { rest: argv }
  const joined = word.startsWith('--lang=')
  const asked = joined ? word.slice('--lang='.length) : (argv[at + 1] ?? '')
  return { asked, rest: argv.filter((_, index) => index !== at && (joined || index !== at + 1)) }
}

/** Refuses a language that findings are not shown in. */
export function checkLanguage(asked: string | undefined): void {
  if (asked === undefined || asked === 'en' || asked === 'zh') return
  throw new FnxError(
    { code: 'E0001', message: `fnx does not speak "${asked}".`, hint: 'Say --lang en or --lang zh.' },
    2,
  )
}
