import type { Diagnostic } from '../model/diagnostic.ts'
import type { Dialect, Expansion } from '../model/dialect.ts'
import type { Cloud } from '../model/provider.ts'
import type { Stack } from '../model/stack.ts'
import type { PlaceOf, Template } from '../model/template.ts'
import type { Path, Properties } from '../model/value.ts'
import type { Scope } from './scope.ts'

/** A template, understood. */
export interface Loaded {
  readonly cloud: Cloud
  readonly dialect: Dialect
  readonly template: Template
  readonly expansion: Expansion
  readonly stack: Stack
  /** What calls may mean; the resolver is made from it. */
  readonly scope: Scope
  /** What the expansion leaves out of the template, each a warning by the rule that found it. */
  readonly dropped: readonly Diagnostic[]
  /** Where resources and their properties were written. */
  readonly placeOf: PlaceOf
  /** The nested stacks whose resources are in the stack, where there are some. */
  readonly nested?: readonly Nested[]
}

/** The template of a nested stack, understood, and how the one that holds it names it. */
export interface Nested {
  readonly logicalId: string
  readonly loaded: Loaded
  /** What its parameters are given, in the words of the template that holds it. */
  readonly given: Properties
  /** Paths to files beside its template, as ways into properties, with what they are for the one that holds it. */
  readonly files: readonly NestedFile[]
}

/** A file beside the template of a nested stack. */
export interface NestedFile {
  readonly logicalId: string
  readonly property: Path
  /** From the folder of the template that holds the nested stack. */
  readonly path: string
}
