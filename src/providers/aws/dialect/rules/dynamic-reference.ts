import type { Rule } from '../../../../model/dialect.ts'
import { isList, isRecord, type Path, type Value } from '../../../../model/value.ts'

const forms: Readonly<Record<string, { readonly pattern: RegExp; readonly form: string }>> = {
  ssm: { pattern: /^[\w.\-/:]+$/, form: '{{resolve:ssm:name:version}}' },
  'ssm-secure': { pattern: /^[\w.\-/:]+$/, form: '{{resolve:ssm-secure:name:version}}' },
  secretsmanager: {
    pattern:
      /^(arn:[\w-]+:secretsmanager:[\w-]*:\d*:secret:[^:]+|[^:]+)(:(SecretString)?(:[^:]*(:[^:]*(:[^:]*)?)?)?)?$/,
    form: '{{resolve:secretsmanager:secret:SecretString:key:stage:version}}',
  },
}

/**
 * Refuses dynamic references that CloudFormation cannot read; one with a hole in it is not looked at.
 * From https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
export const dynamicReference: Rule = {
  code: 'E1040',
  title: 'Dynamic reference that cannot be read',
  why: 'CloudFormation would not know what to fill in.',
  *check({ template: { document, text } }) {
    if (!text.includes('{{resolve:')) return
    for (const section of ['Resources', 'Outputs'])
      for (const [reference, path] of references(document[section] ?? null, [section])) {
        const message = complaint(reference)
        if (message !== undefined) yield { path, message }
      }
  },
}

/** Finds the whole dynamic references in the texts of a value: what stands between `{{resolve:` and `}}`. */
export function* references(value: Value, path: Path): Iterable<readonly [string, Path]> {
  if (typeof value === 'string' && value.includes('{{resolve:'))
    for (const [, inside = ''] of value.matchAll(/\{\{resolve:((?:[^{}$]|\$(?!\{))*)\}\}/g))
      yield [inside, path]
  if (isList(value)) for (const [index, item] of value.entries()) yield* references(item, [...path, index])
  if (!isRecord(value)) return
  for (const [key, item] of Object.entries(value)) yield* references(item, [...path, key])
}

function complaint(reference: string): string | undefined {
  const [service = '', ...rest] = reference.split(':')
  const known = Object.hasOwn(forms, service) ? forms[service] : undefined
  if (known === undefined)
    return `A dynamic reference asks ssm, ssm-secure or secretsmanager, and not "${service}".`
  const name = rest.join(':')
  const versioned = service === 'secretsmanager' || versionFits(name)
  return known.pattern.test(name) && versioned
    ? undefined
    : `"{{resolve:${reference}}}" is not of the form ${known.form}.`
}

/** The version of a parameter is a number; a parameter of another account is named by its ARN. */
function versionFits(name: string): boolean {
  return name.startsWith('arn:') || /^[^:]+(:\d+)?$/.test(name)
}
