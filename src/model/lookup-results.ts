import type { Properties } from './value.ts'

/** What a template names and only its cloud can tell; asked for once a target is reached, before anything is planned. */
export interface LookupResults {
  /** By the template's parameter name, the text that the cloud's parameter store holds for it. */
  readonly parameters: Readonly<Record<string, string>>
  /** By the whole text of a dynamic reference, such as `{{resolve:ssm:name}}`, what it stands for: always a secret. */
  readonly references: Readonly<Record<string, string>>
  /** What other stacks export, by the name of the export. */
  readonly exports: Properties
  /** Availability zones by region. */
  readonly zones: Readonly<Record<string, readonly string[]>>
}

/** Results of nothing, as long as nothing was looked up. */
export const noLookupResults: LookupResults = { parameters: {}, references: {}, exports: {}, zones: {} }

/** Puts answers together. */
export function joinLookupResults(left: LookupResults, right: LookupResults): LookupResults {
  return {
    parameters: { ...left.parameters, ...right.parameters },
    references: { ...left.references, ...right.references },
    exports: { ...left.exports, ...right.exports },
    zones: { ...left.zones, ...right.zones },
  }
}
