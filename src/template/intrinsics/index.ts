import { and, choose, equals, not, or } from './conditions.ts'
import type { Intrinsic } from './intrinsic.ts'
import { cidr, findInMap, select } from './lookups.ts'
import { getAtt, ref } from './references.ts'
import { base64, join, split, sub } from './strings.ts'

/** The intrinsic functions that are reduced; any other stays a call, its argument reduced. */
export const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: ref,
  'Fn::And': and,
  'Fn::Base64': base64,
  'Fn::Cidr': cidr,
  'Fn::Equals': equals,
  'Fn::FindInMap': findInMap,
  'Fn::GetAtt': getAtt,
  'Fn::If': choose,
  'Fn::Join': join,
  'Fn::Not': not,
  'Fn::Or': or,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::Sub': sub,
}
