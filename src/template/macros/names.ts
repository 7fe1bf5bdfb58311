import type { Macros } from '../../model/dialect.ts'
import type { Finding } from '../../model/template.ts'
import { isList, isRecord, member, type Path, type Properties, text, type Value } from '../../model/value.ts'

/** One macro that a template asks for: by name, with its parameters, at a path. */
export interface Asked {
  readonly name: string
  readonly parameters: Value | undefined
  readonly path: Path
}

/** Lists the macros that the top of a template asks for. */
export function transformsOf({ Transform }: Properties): readonly Asked[] {
  return Transform === undefined ? [] : askedBy(Transform, ['Transform'])
}

/** Lists the macros that the value of a `Transform` or `Fn::Transform` names: a text, a map, or a list of them. */
export function askedBy(value: Value, path: Path): readonly Asked[] {
  if (isList(value)) return value.flatMap((item, index) => askedBy(item, [...path, index]))
  const name = isRecord(value) ? text(member(value, 'Name')) : text(value)
  const parameters = isRecord(value) ? member(value, 'Parameters') : undefined
  return name === undefined ? [] : [{ name, parameters, path }]
}

/** Finds macros that are neither the cloud's own nor known to fnx: their code runs in an account. */
export function foreign(
  asked: readonly Asked[],
  macros: Macros,
  { complete }: { readonly complete: boolean },
): readonly Finding[] {
  const own = [macros.include, macros.extensions, ...macros.others]
  return asked
    .filter(({ name }) => !own.some(known => name === known || name.startsWith(`${known}-`)))
    .map(({ name, path }) => ({
      code: complete ? 'E3024' : 'W3024',
      path,
      message: `The macro ${name} runs in an account of the cloud, and fnx cannot run it.`,
      hint: 'Deploy what the macro makes of the template in place of the template.',
    }))
}
