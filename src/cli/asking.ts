import { type Answers, joinAnswers, noAnswers } from '../model/answers.ts'
import { type Diagnostic, FnxError, failed } from '../model/diagnostic.ts'
import type { World } from '../model/dialect.ts'
import type { Asked, Questions, Remark } from '../model/questions.ts'
import { didYouMean } from '../model/similar.ts'
import { isSecret, member, type Properties } from '../model/value.ts'
import { neighbours } from './exchange.ts'
import { inWords } from './in-words.ts'
import { placeOf } from './question-place.ts'
import { isNothing, noQuestions, without } from './questions.ts'
import type { StackKey } from './stacks.ts'
import type { Target } from './target.ts'
import type { Reporter } from './views/reporter.ts'
import type { Opened } from './workspace.ts'

/** A template that was opened without its target, and what is needed to open it with all that it names. */
export interface Lookup {
  readonly first: Opened
  readonly target: Target
  readonly world: World
  readonly key: StackKey
  readonly reporter: Reporter
}

/** What the template itself wants to know; of the rest no lack is told. */
type Answering = Lookup & { readonly wanted: Questions }

/** Answers to some questions. */
export interface Found {
  readonly answers: Answers
  /** Exports of stacks of fnx among them. */
  readonly inside: Properties
}

/** Asks the stacks of the same project, then the cloud; shows what was found, and ends with 2 where an answer is missing. */
export async function answersTo(questions: Questions, about: Answering): Promise<Found> {
  if (isNothing(questions)) return { answers: noAnswers, inside: {} }
  const inside = await fromNeighbours(questions.exports, about)
  const outside = await fromCloud(
    { ...questions, exports: without(questions, exportsOnly(inside)).exports },
    about,
  )
  const answers = joinAnswers(outside.answers, { ...noAnswers, exports: inside.exports })
  const lacking = questions.exports.filter(
    name => !Object.hasOwn(answers.exports, name) && !outside.remarks.some(({ of }) => of === 'exports'),
  )
  const remarks = [...inside.remarks, ...outside.remarks, ...lacking.map(name => unknownExport(name, inside))]
  await tell(remarks, about)
  return { answers, inside: inside.exports }
}

interface Inside {
  readonly exports: Properties
  /** Every name that the stacks beside this one export. */
  readonly known: readonly string[]
  readonly remarks: readonly Remark[]
}

/** Takes exports from the stacks of the same project at the same place. */
async function fromNeighbours(names: readonly string[], { first, key }: Answering): Promise<Inside> {
  if (names.length === 0) return { exports: {}, known: [], remarks: [] }
  const others = await neighbours(first.folder, key)
  const all: Properties = Object.assign({}, ...others.map(({ exports }) => exports))
  const found = names.flatMap(name => {
    const value = member(all, name)
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    exports: Object.fromEntries(found),
    known: Object.keys(all),
    remarks: found.flatMap(([name, value]) => (isSecret(value) ? [secretExport(name)] : [])),
  }
}

function exportsOnly({ exports }: Inside): Questions {
  return { ...noQuestions, exports: Object.keys(exports) }
}

async function fromCloud(questions: Questions, { first: { provider }, target }: Answering): Promise<Asked> {
  if (isNothing(questions) || provider.ask === undefined) return { answers: noAnswers, remarks: [] }
  return inWords(provider, async () => (await provider.ask?.(target.connection.client, questions)) ?? none)
}

const none: Asked = { answers: noAnswers, remarks: [] }

/** Shows what was found at its place in the template; ends with 2 where an answer is missing. */
async function tell(remarks: readonly Remark[], { first, reporter, wanted }: Answering): Promise<void> {
  const { template } = first.loaded
  const own = remarks.filter(({ of, name }) => of !== 'references' || wanted.references.includes(name))
  const found = own.map((remark): Diagnostic => {
    const location = template.locate(placeOf(template.document, remark))
    return { ...remark.diagnostic, location }
  })
  if (failed(found)) throw new FnxError(found, 2)
  await reporter.diagnostics(found, new Map([[template.file, template.text]]))
}

function unknownExport(name: string, { known }: Inside): Remark {
  const hint = didYouMean(name, known).hint ?? 'Deploy the stack that exports it first.'
  const message = `No stack in this account and region exports "${name}".`
  return { of: 'exports', name, diagnostic: { code: 'E5012', message, hint } }
}

function secretExport(name: string): Remark {
  const message = `The export "${name}" is a secret, of which fnx keeps a hash alone.`
  const hint = 'Refer to the secret where it is kept, such as with {{resolve:secretsmanager:…}}.'
  return { of: 'exports', name, diagnostic: { code: 'E5015', message, hint } }
}
