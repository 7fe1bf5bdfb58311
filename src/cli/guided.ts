import { relative } from 'node:path'
import { isRecord, member, own, record, text } from '../model/value.ts'
import { defaultStackName } from '../workflows/project/files.ts'
import { type Opened, openTemplate } from '../workflows/project/workspace.ts'
import { templateArguments } from './arguments.ts'
import type { Context, Typed } from './command.ts'
import { saveConfig } from './config.ts'
import { has, pairsOf, textOf } from './options.ts'
import { request } from './views/ask.ts'
import { printable } from './views/printable.ts'
import { reporter } from './views/reporter.ts'
import { writeText } from './views/write.ts'

/** Asks for what a deploy needs, proposes what is known, and saves the answers beside the template. */
export async function guided(context: Context, typed: Typed): Promise<Typed> {
  const opened = await openTemplate(context, templateArguments(typed), {
    checks: false,
    reporter: reporter(context, false),
  })
  const stackName = await request(context, 'Stack name', {
    proposed: textOf(typed, 'stackName') ?? defaultStackName(opened.folder),
    flag: '--stack-name',
  })
  const region = has(typed, 'local')
    ? undefined
    : await request(context, 'Region', {
        proposed: await regionFor(context, typed, opened),
        flag: '--region',
      })
  const parameters = await parametersOf(context, typed, opened)
  const answers = {
    stack_name: stackName,
    ...(region !== undefined && { region }),
    ...shownParameters(parameters, opened),
  }
  const file = await saveConfig(opened.folder, answers)
  writeText(context.stdout, `Saved in ${printable(relative(context.cwd, file))}.\n`)
  const overrides = Object.entries(parameters).map(([name, value]) => `${name}=${value}`)
  const options = {
    ...typed.options,
    stackName,
    ...(region !== undefined && { region }),
    parameterOverrides: overrides,
  }
  return { ...typed, options }
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
    const proposed = own(given, name) ?? text(member(record(declared), 'Default')) ?? ''
    const secret = isSecret(declared)
    answers[name] = await request(context, `Parameter ${name}`, {
      proposed,
      flag: '--parameter-overrides',
      secret,
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
