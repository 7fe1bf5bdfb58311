import { FnxError } from '../../model/diagnostic.ts'
import type { Language } from '../../workflows/titles.ts'
import type { Command, Context } from '../command.ts'
import { outputOption, wantsJson } from '../options.ts'
import { writeJson, writeText } from '../views/write.ts'

export const explain: Command = {
  name: 'explain',
  summary: 'say what a code means, or what fnx does with a resource type',
  arguments: [{ name: '<code>', description: 'a code such as E3002, or a type such as AWS::S3::Bucket' }],
  options: [outputOption],
  examples: [
    ['fnx explain E3002', 'what an unknown reference is'],
    ['fnx explain AWS::S3::Bucket', 'which properties are deployed, which replace, where drift is seen'],
  ],
  async run(context, typed) {
    const {
      args: [subject = ''],
    } = typed
    const said = subject.includes('::')
      ? await ofType(context, subject)
      : await ofCode(subject, wantsJson(typed) ? 'en' : context.language)
    if (wantsJson(typed)) writeJson(context.stdout, said.facts)
    else writeText(context.stdout, said.text)
    return 0
  },
}

interface Said {
  readonly text: string
  readonly facts: object
}

const headings = {
  en: { example: 'For example', remedy: 'What to do' },
  zh: { example: '例如', remedy: '怎么办' },
} as const

async function ofCode(code: string, language: Language = 'en'): Promise<Said> {
  const { explanationOf } = await import('../../workflows/titles.ts')
  const entry = await explanationOf(code, language)
  if (entry === undefined)
    throw new FnxError(
      { code: 'E0001', message: `There is no code ${code}.`, hint: 'Codes look like E3002.' },
      2,
    )
  const { title, why, example, remedy } = entry
  const name = code.toUpperCase()
  const said = headings[language]
  const text = `${name}  ${title}\n${why}\n\n${said.example}\n  ${example}\n\n${said.remedy}\n  ${remedy}\n`
  return { text, facts: { code: name, title, why, example, remedy } }
}

async function ofType({ root }: Context, name: string): Promise<Said> {
  const { typeFacts } = await import('../../workflows/type-facts.ts')
  const { renderType } = await import('../views/type.ts')
  const facts = await typeFacts(name, root)
  return { text: renderType(facts), facts }
}
