import type { Store } from '../../model/operation.ts'
import { appOf, byType } from '../../model/source.ts'
import type { LocalApp } from '../../model/stack.ts'
import { text } from '../../model/value.ts'
import { keptFunctions } from './fc/kept.ts'
import { sources } from './sources.ts'

/** Gives what is deployed on the local cloud, ready to run. */
export function app(store: Store): LocalApp {
  return appOf(sources, { ofType: byType(keptFunctions(store)), functionAt: text })
}
