import type { Finding } from '../../src/model/template.ts'
import { isRecord, type Properties, record, type Value } from '../../src/model/value.ts'
import { transform } from '../../src/providers/aws/dialect/transform.ts'
import { firstDifference, masked, plain } from './compare.ts'
import type { Case } from './corpus.ts'

interface Expanded {
  readonly document: Properties
  readonly findings: readonly Finding[]
}

function expand({ document, template, region, partition, parameters }: Case): Expanded {
  const findings: Finding[] = []
  const start = { line: 1, column: 1 }
  const locate = () => ({ file: '', start, end: start })
  const expansion = transform({
    template: template ?? { file: '', text: '', document, locate },
    parameters: { ...defaults(document), ...parameters },
    region,
    partition,
    report: finding => findings.push(finding),
  })
  return { document: expansion.document, findings }
}

function defaults(document: Properties): Properties {
  const found = Object.entries(record(document.Parameters)).flatMap(([name, parameter]): [string, Value][] =>
    isRecord(parameter) && parameter.Default !== undefined ? [[name, parameter.Default]] : [],
  )
  return Object.fromEntries(found)
}

/** Tells what is wrong with fnx's answer to a case, or nothing. */
export function trouble(one: Case): string | undefined {
  const { document, findings } = expand(one)
  if (one.error !== undefined) return missed(one.error, findings)
  const [first] = findings
  if (first !== undefined) return `refused: ${first.message}`
  const [made, wanted] = [masked(document), masked(one.output ?? null)]
  return plain(made) === plain(wanted) ? undefined : firstDifference(made, wanted)
}

/** A refusal must name what the service names. */
function missed(error: string, findings: readonly Finding[]): string | undefined {
  if (findings.length === 0) return 'accepted'
  const said = findings.map(({ message, path }) => `${message} ${path.join(' ')}`).join('\n')
  const ids = [...error.matchAll(/(?:Resource|Event) with id \[([^\]]*)\]/g)].map(([, id = '']) => id)
  const silent = ids.filter(id => !said.includes(id))
  return silent.length === 0 ? undefined : `does not name ${silent.join(', ')}`
}
