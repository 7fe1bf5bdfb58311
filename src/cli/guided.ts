import { relative } from 'node:path'
import { FnxError } from '../model/diagnostic.ts'
import { isRecord, member, own, record, text } from '../model/value.ts'
import { allowedValues, complaintAbout } from '../template/parameters.ts'
import { defaultStage } from '../workflows/arguments.ts'
import { defaultStackName } from '../workflows/project/files.ts'
import { type Opened, openTemplate } from '../workflows/project/workspace.ts'
import { checkedName } from '../workflows/stack/stacks.ts'
import { templateArguments } from './arguments.ts'
import type { Context, Typed } from './command.ts'
import { saveConfig } from './config/save.ts'
import { has, pairsOf, textOf } from './options.ts'
import { request } from './views/ask.ts'
import { printable } from './views/printable.ts'
import { reporter } from './views/reporter.ts'
import { writeText } from './views/write.ts'

/** Asks for what a deploy needs, proposes what is known, and saves the answers where they are agreed to. */
export async function guided(context: Context, typed: Typed): Promise<Typed> {
  const opened = await openTemplate(context, templateArguments(typed), {
    checks: false,
    reporter: reporter(context, false),
  })
  const stackName = await request(context, 'Stack name', {
    proposed: textOf(typed, 'stackName') ?? defaultStackName(opened.folder),
    flag: '--stack-name',
    wrong: name => nameComplaint(name, 'stack'),
  })
  const stage = await request(context, 'Stage', {
    proposed: textOf(typed, 'stage') ?? defaultStage,
    flag: '--stage',
    wrong: name => nameComplaint(name, 'stage'),
  })
  const region = has(typed, 'local')
    ? undefined
    : await request(context, 'Region', {
        proposed: await regionFor(context, typed, opened),
        flag: '--region',
      })
  const parameters = await parametersOf(context, typed, opened)
  const named = { stackName, stage, ...(region !== undefined && { region }) }
  const answers = {
    stack_name: stackName,
    ...(stage !== defaultStage && { stage }),
    ...(region !== undefined && { region }),
    ...shownParameters(parameters, opened),
  }
  await save(context, typed, { folder: opened.folder, answers })
  return { ...typed, options: { ...typed.options, ...named, parameterOverrides: parameters } }
}

async function save(
  context: Context,
  typed: Typed,
  saved: { readonly folder: string; readonly answers: Readonly<Record<string, string>> },
): Promise<void> {
  const wanted = await request(context, 'Save the answers for the next time', {
    proposed: 'yes',
    flag: '--stack-name',
    wrong: answer => (/^(y(es)?|no?)$/i.test(answer) ? undefined : 'Say yes or no.'),
  })
  if (/^n/i.test(wanted)) return
  const file = await saveConfig(context, typed, saved)
  writeText(context.stdout, `Saved in ${printable(relative(context.cwd, file))}.\n`)
}

function nameComplaint(name: string, what: string): string | undefined {
  try {
    checkedName(name, what)
    return undefined
  } catch (error) {
    if (!(error instanceof FnxError)) throw error
    return error.diagnostics.map(({ message, hint = '' }) => `${message} ${hint}`).join('\n')
  }
}

/** The region that a deploy would go to without a word, else the cloud's first: what is missing there is said by the deploy. */
async function regionFor(
  { environment, home }: Context,
  typed: Typed,
  { provider, loaded, folder }: Opened,
): Promise<string> {
  const [region, profile] = [textOf(typed, 'region'), textOf(typed, 'profile')]
  const access = {
    environment,
    home,
    folder,
    ...(region === undefined ? {} : { region }),
    ...(profile === undefined ? {} : { profile }),
  }
  return provider.regionOf(access).catch(() => loaded.cloud.defaultRegion)
}

async function parametersOf(
  context: Context,
  typed: Typed,
  { loaded }: Opened,
): Promise<Readonly<Record<string, string>>> {
  const given = pairsOf(typed, 'parameterOverrides')
  const answers: Record<string, string> = {}
  for (const [name, declared] of Object.entries(record(loaded.template.document.Parameters))) {
    const definition = record(declared)
    const allowed = allowedValues(definition)
    const secret = isSecret(declared)
    const shown = allowed.length === 0 || secret ? '' : ` (${allowed.join(', ')})`
    answers[name] = await request(context, `Parameter ${name}${shown}`, {
      proposed: own(given, name) ?? text(member(definition, 'Default')) ?? '',
      flag: '--parameter-overrides',
      secret,
      wrong: answer => {
        const complaint = complaintAbout(answer, definition)
        return complaint && `The value ${complaint}.`
      },
    })
  }
  return answers
}

function isSecret(declared: unknown): boolean {
  return isRecord(declared) && /^true$/i.test(text(declared.NoEcho) ?? '')
}

/** Secrets are not saved. */
function shownParameters(
  parameters: Readonly<Record<string, string>>,
  { loaded }: Opened,
): { parameter_overrides?: string } {
  const declared = record(loaded.template.document.Parameters)
  const open = Object.entries(parameters).filter(([name]) => !isSecret(declared[name]))
  return open.length === 0
    ? {}
    : { parameter_overrides: open.map(([name, value]) => `${name}="${value}"`).join(' ') }
}
