import { text, type Value } from '../../../model/value.ts'

/** What a type of the serverless transform makes, whichever way its first word is spelt: `Function`, `Log::Logstore`. */
export function kindOf(type: Value | undefined): string | undefined {
  return /^(?:Aliyun|ALIYUN)::Serverless::(.+)$/.exec(text(type) ?? '')?.[1]
}
