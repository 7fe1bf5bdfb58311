import type { ResourceState } from '../../model/state.ts'
import { type Deployed, regionAndAccount, titleOf } from '../../workflows/stack/stacks.ts'
import { statusOf } from '../../workflows/status.ts'
import type { Endpoints } from '../../workflows/target/endpoints.ts'
import { stackArguments } from '../arguments.ts'
import type { Command } from '../command.ts'
import { outputOption, targetOptions, templateArgument, templateOptions, wantsJson } from '../options.ts'
import { reporting } from '../reporting.ts'
import { printable } from '../views/printable.ts'
import { table } from '../views/table.ts'
import { writeJson, writeText } from '../views/write.ts'

export const status: Command = {
  name: 'status',
  summary: 'show what is deployed: resources, outputs, endpoints',
  arguments: [templateArgument],
  options: [...templateOptions.slice(0, 2), ...targetOptions, outputOption],
  examples: [
    ['fnx status --local', 'what this folder has on the local cloud'],
    ['fnx status --output json', 'for programs'],
  ],
  async run(context, typed) {
    const { deployed, endpoints } = await reporting(context, typed, reporter =>
      statusOf(context, stackArguments(typed), reporter),
    )
    if (wantsJson(typed)) writeJson(context.stdout, jsonOf(deployed, endpoints))
    else writeText(context.stdout, textOf(deployed, endpoints))
    return 0
  },
}

function textOf({ key, state }: Deployed, { urls, outputs, serve }: Endpoints): string {
  const resources = Object.values(state.resources)
  const unfinished = [...resources, ...state.deposed].filter(({ status: at }) => at !== 'ready')
  const lines = [
    `${titleOf(key)}, ${resources.length} resources`,
    ...table(resources.map(row)),
    ...section(
      'Outputs',
      Object.entries(outputs).map(([name, value]) => [`  ${name}`, shown(value)]),
    ),
    ...section(
      'Exports',
      Object.entries(state.exports).map(([name, value]) => [`  ${name}`, shown(value)]),
    ),
    ...section(
      'Imports',
      state.imports.map(name => [`  ${name}`]),
    ),
    ...section(
      'Endpoints',
      urls.map(({ logicalId, url }) => [`  ${logicalId}`, url]),
    ),
    ...(serve !== undefined && urls.length > 0 ? [`Serve them: ${serve}`] : []),
    ...(unfinished.length > 0 ? ['An earlier run did not finish. Go on with: fnx deploy'] : []),
  ]
  return `${lines.map(printable).join('\n')}\n`
}

function row({ logicalId, type, physicalId, status: at }: ResourceState): readonly string[] {
  return [`  ${logicalId}`, type, `${physicalId ?? '-'}${at === 'ready' ? '' : `  (${at})`}`]
}

function section(title: string, rows: readonly (readonly string[])[]): readonly string[] {
  return rows.length === 0 ? [] : [`${title}:`, ...table(rows)]
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function jsonOf({ key, state }: Deployed, { urls, outputs }: Endpoints): object {
  const resources = Object.values(state.resources).map(({ logicalId, type, physicalId, status: at }) => ({
    logicalId,
    type,
    physicalId: physicalId ?? null,
    status: at,
  }))
  const { serial, exports, imports } = state
  const { region = null, account = null } = regionAndAccount(key.target)
  return { ...key, region, account, serial, resources, outputs, exports, imports, endpoints: urls }
}
