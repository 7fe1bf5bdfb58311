import type { Store } from '../../model/operation.ts'
import { appOf, byType } from '../../model/source.ts'
import type { LocalApp } from '../../model/stack.ts'
import type { Value } from '../../model/value.ts'
import { keptRestApis } from './api-gateway/kept.ts'
import { keptHttpApis } from './api-gateway-v2/kept.ts'
import { keptRules } from './events/kept.ts'
import { keptFunctions } from './lambda/kept.ts'
import { localId } from './lambda/wire-invoke.ts'
import { sources } from './sources.ts'

/** Gives what of a deployed account the local cloud runs. */
export function app(store: Store): LocalApp {
  const things = [keptFunctions, keptRestApis, keptHttpApis, keptRules].flatMap(kept => kept(store))
  return appOf(sources, { ofType: byType(things), functionAt: functionIn })
}

// arn:aws:lambda:REGION:ACCOUNT:function:NAME, alone or inside the address of an integration.
function functionIn(uri: Value | undefined): string | undefined {
  const [, region, name] = /:lambda:([\w-]+):\d*:function:([\w-]+)/.exec(String(uri)) ?? []
  return region === undefined || name === undefined ? undefined : localId(region, name)
}
