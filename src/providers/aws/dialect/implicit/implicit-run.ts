import type { Draft, DraftMap } from '../draft.ts'

/** One of the two kinds of API that a template gets without naming it. */
export interface Kind {
  readonly event: 'Api' | 'HttpApi'
  readonly id: string
  readonly type: string
  readonly idProperty: 'RestApiId' | 'ApiId'
  resource(): DraftMap
  accepts(body: Draft | undefined): boolean
}

/** Which function or state machine uses a path of an API. */
export interface Use {
  readonly path: string
  readonly method: string
  readonly body: DraftMap
}

/** One kind of API being added to a template. */
export interface Run {
  readonly kind: Kind
  readonly document: DraftMap
  readonly resources: Record<string, DraftMap>
  /** By the logical ID of the API. */
  readonly uses: Map<string, Use[]>
}
