import type { Macros } from '../../../model/dialect.ts'
import { isList, isRecord, text, type Value } from '../../../model/value.ts'

/** The macros of AWS that come before or beside SAM. */
export const macros: Macros = {
  include: 'AWS::Include',
  extensions: 'AWS::LanguageExtensions',
  others: ['AWS::Serverless', 'AWS::CodeDeployBlueGreen', 'AWS::CodeDeploy', 'AWS::SecretsManager'],
}

/** Lists the macros that a whole template is given to, by its `Transform`. */
export function macrosIn(transform: Value | undefined): readonly string[] {
  const entries = isList(transform) ? transform : [transform ?? null]
  return entries.flatMap(entry => text(isRecord(entry) ? entry.Name : entry) ?? [])
}
