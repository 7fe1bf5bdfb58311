import { type Checked, type Diagnostic, failed } from '../model/diagnostic.ts'
import type { World } from '../model/dialect.ts'
import type { Cloud } from '../model/provider.ts'
import type { Finding } from '../model/template.ts'
import { type Properties, record } from '../model/value.ts'
import { diagnosticAt, inOrder } from './check.ts'
import { expand, settled } from './expand.ts'
import { type OpenInput, open } from './open.ts'
import { passedParameters } from './passed-parameters.ts'
import { prepare } from './prepare.ts'

/** A template file, and what its transforms may know. */
export interface ExpandFileInput extends OpenInput {
  readonly parameters: Readonly<Record<string, string>>
  /** Where the stack would go; the cloud's own region where nothing is said. */
  readonly world: Partial<Pick<World, 'region' | 'partition'>>
  /** The time, for what is to be deployed anew each time. */
  readonly now?: Date
  /** Gives the text of a file by its path from the folder of the template, or nothing. */
  readText?(path: string): string | undefined
}

/** Gives a template with its transforms applied, calls and locations of code as they are written; asks nobody. */
export async function expandFile(input: ExpandFileInput): Promise<Checked<Properties>> {
  const { partition } = input.world
  const owner = partition === undefined ? undefined : ownerOf(partition, input.clouds)
  if (partition !== undefined && owner === undefined)
    return { diagnostics: [unknownPartition(partition, input)] }
  const { value: opened, diagnostics: unread } = await open(
    owner === undefined ? input : { ...input, cloud: owner },
  )
  if (opened === undefined) return { diagnostics: unread }
  const world = settled(opened.cloud, input.world)
  const { value: prepared = opened, diagnostics: unmade } = await prepare(opened, { ...input, world })
  const { template } = prepared
  const findings: Finding[] = []
  const parameters = passedParameters(record(template.document.Parameters), { given: input.parameters })
  const expansion = expand(prepared, { parameters, world, findings, now: input.now })
  const found = inOrder([...unread, ...unmade, ...findings.map(finding => diagnosticAt(template, finding))])
  return expansion === undefined || failed(found)
    ? { diagnostics: found }
    : { value: expansion.document, diagnostics: found }
}

/** A partition belongs to one cloud, whose template it must be. */
function ownerOf(partition: string, clouds: readonly Cloud[]): string | undefined {
  return clouds.find(({ partitions }) => Object.hasOwn(partitions, partition))?.name
}

function unknownPartition(partition: string, { clouds }: ExpandFileInput): Diagnostic {
  const known = clouds.flatMap(({ partitions }) => Object.keys(partitions))
  return {
    code: 'E0001',
    message: `There is no partition "${partition}".`,
    hint: `Choose one of ${known.join(', ')}.`,
  }
}
