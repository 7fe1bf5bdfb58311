import { failed, severityOf } from '../model/diagnostic.ts'
import type { ExpandInput, Expansion, World } from '../model/dialect.ts'
import type { Cloud } from '../model/provider.ts'
import type { Finding } from '../model/template.ts'
import type { Properties } from '../model/value.ts'
import { own } from '../model/value.ts'
import type { Opened } from './open.ts'

/** Where a template is expanded for. */
type Place = Pick<World, 'region' | 'partition'>

/** What an expansion may use, and where its findings go. */
export interface ExpandOptions {
  /** As `handedParameters` gives them. */
  readonly parameters: Properties
  readonly world: Partial<Place>
  /** What was found so far; what the dialect finds is added, but not said again of a place that is there. */
  readonly findings: Finding[]
  /** Takes all that the dialect refuses, said before or not. */
  readonly refused?: Finding[]
  readonly packaging?: ExpandInput['packaging']
  readonly now?: Date | undefined
}

/** Applies the transforms of a template's dialect; gives nothing where an earlier finding leaves nothing to expand. */
export function expand(
  { template, cloud, dialect }: Opened,
  { parameters, world, findings, refused, packaging, now }: ExpandOptions,
): Expansion | undefined {
  const known = new Set(findings.map(({ path }) => path.join('\n')))
  try {
    return dialect.expand({
      template,
      parameters,
      ...settled(cloud, world),
      packaging,
      now,
      report: finding => {
        if (severityOf(finding.code) === 'error') refused?.push(finding)
        if (!known.has(finding.path.join('\n'))) findings.push(finding)
      },
    })
  } catch (error) {
    // A document that its schema refuses may have any shape: what is wrong with it has been said.
    if (failed(findings)) return undefined
    throw error
  }
}

/** Gives the place that a template is expanded for: it always has one, the first of the partition where none is named. */
export function settled(cloud: Cloud, { region, partition }: Partial<Place>): Place {
  const chosen = region ?? own(cloud.partitions, partition ?? '') ?? cloud.defaultRegion
  return { region: chosen, partition: partition ?? cloud.partitionOf(chosen) }
}
