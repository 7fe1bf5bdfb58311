import type { Diagnostic, Location } from '../../model/diagnostic.ts'
import type { FunctionSpec } from '../../model/stack.ts'
import type { Template } from '../../model/template.ts'
import { type Path, record } from '../../model/value.ts'
import type { Loaded } from '../../template/loaded.ts'

/**
 * Gives the findings that may have to do with one of the functions of a template. What stands in another resource or in the
 * outputs has not, unless the text itself could not be read there.
 */
export function concerning(
  found: readonly Diagnostic[],
  { template, stack }: Loaded,
  { id }: Pick<FunctionSpec, 'id'>,
): readonly Diagnostic[] {
  const own = stack.resources[id]?.origin[1]
  const sections = sectionsOf(template)
  return found.filter(({ code, location }) => {
    if (location === undefined || location.file !== template.file || isUnread(code)) return true
    const [section, resource] = sections.findLast(({ start }) => !isBefore(location, start))?.path ?? []
    return section !== 'Outputs' && (section !== 'Resources' || resource === own)
  })
}

/** Findings of YAML, which may have made another map of the rest of the file. */
function isUnread(code: string): boolean {
  return code.startsWith('E10')
}

interface Section {
  readonly path: Path
  readonly start: Location
}

/** The keys of the template and of its resources, in the order in which they stand there. */
function sectionsOf(template: Template): readonly Section[] {
  const { document } = template
  const paths: readonly Path[] = [
    ...Object.keys(document).map(key => [key]),
    ...Object.keys(record(document.Resources)).map(id => ['Resources', id]),
  ]
  return paths
    .map(path => ({ path, start: template.locate(path, 'key') }))
    .sort((left, right) => (isBefore(left.start, right.start) ? -1 : 1))
}

function isBefore({ start: left }: Location, { start: right }: Location): boolean {
  return left.line < right.line || (left.line === right.line && left.column < right.column)
}
