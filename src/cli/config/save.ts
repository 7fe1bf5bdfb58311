import { writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { Properties } from '../../model/value.ts'
import type { Context, Typed } from '../command.ts'
import { textOf } from '../options.ts'
import { configFile, map } from './file.ts'

/** Saves answers for the next time; what the file says of other commands stays. */
export async function saveConfig(
  context: Context,
  typed: Typed,
  { folder, answers }: { readonly folder: string; readonly answers: Readonly<Record<string, string>> },
): Promise<string> {
  const found = await configFile(context, typed)
  const file = found?.file ?? join(folder, 'samconfig.toml')
  const name = textOf(typed, 'configEnv') ?? 'default'
  const content = found?.content ?? {}
  const environment = map(content[name])
  const deploy = map(environment.deploy)
  const parameters = { ...map(deploy.parameters), ...answers }
  const saved: Properties = {
    version: 0.1,
    ...content,
    [name]: { ...environment, deploy: { ...deploy, parameters } },
  }
  await writeFile(file, await written(extname(file), saved))
  return file
}

async function written(form: string, saved: Properties): Promise<string> {
  if (form === '.json') return `${JSON.stringify(saved, null, 2)}\n`
  if (form === '.toml') return (await import('./toml.ts')).writeToml(saved)
  return (await import('../../template/yaml/write.ts')).yamlText(saved)
}
