import { attributeOf, attributesOf, contains, eachMemberEquals, eachMemberIn, refAll } from './assertions.ts'
import { and, choose, equals, not, or } from './conditions.ts'
import type { Intrinsic } from './intrinsic.ts'
import { findInMap, select } from './lookups.ts'
import { cidr } from './networks.ts'
import { getAzs, getStackOutput, importValue, transform } from './outside.ts'
import { getAtt, ref } from './references.ts'
import { base64, join, length, split, sub, toJsonString } from './strings.ts'

/** The intrinsic functions that are reduced; any other stays a call, its argument reduced. */
export const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: ref,
  'Fn::And': and,
  'Fn::Base64': base64,
  'Fn::Cidr': cidr,
  'Fn::Equals': equals,
  'Fn::FindInMap': findInMap,
  'Fn::GetAZs': getAzs,
  'Fn::GetAtt': getAtt,
  'Fn::GetStackOutput': getStackOutput,
  'Fn::If': choose,
  'Fn::ImportValue': importValue,
  'Fn::Join': join,
  'Fn::Length': length,
  'Fn::Not': not,
  'Fn::Or': or,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::Sub': sub,
  'Fn::ToJsonString': toJsonString,
  'Fn::Transform': transform,
}

/** The functions that `Rules` may use besides; anywhere else they stay calls. */
export const ruleIntrinsics: Readonly<Record<string, Intrinsic>> = {
  'Fn::Contains': contains,
  'Fn::EachMemberEquals': eachMemberEquals,
  'Fn::EachMemberIn': eachMemberIn,
  'Fn::RefAll': refAll,
  'Fn::ValueOf': attributeOf,
  'Fn::ValueOfAll': attributesOf,
}
