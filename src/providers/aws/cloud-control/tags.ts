import { isList, isRecord, list, type Properties, record, type Value } from '../../../model/value.ts'
import { ownTags, readTags, type Tags, writeTags } from '../../kit/tags.ts'
import type { Traits } from './traits.ts'

/** Gives properties with the tags that say whose a thing is beside the template's own. */
export function withTags({ type, tagging }: Traits, properties: Properties, tags: Tags): Properties {
  if (tagging === undefined) return properties
  const { property, form } = tagging
  const own = properties[property]
  if (form === 'map') return { ...properties, [property]: { ...record(own), ...tags } }
  const kept = list(own).filter(item => !Object.hasOwn(tags, keyOf(item)))
  return { ...properties, [property]: [...kept, ...ours(type, tags)] }
}

// A tag of a group of machines says whether its machines get it:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-autoscaling-autoscalinggroup-tagproperty.html
function ours(type: string, tags: Tags): readonly Value[] {
  const written = list(writeTags(tags))
  if (type !== 'AWS::AutoScaling::AutoScalingGroup') return written
  return written.map(tag => ({ ...record(tag), PropagateAtLaunch: false }))
}

/** Reads the tags of a model. */
export function tagsIn({ tagging }: Traits, model: Properties): Tags {
  return tagging === undefined
    ? {}
    : readTags(model[tagging.property], tagging.form === 'map' ? 'map' : undefined)
}

/** Gives the tags as they live without those that fnx and AWS set, in the order of the template. */
export function ownIn(live: Value): Value {
  if (isList(live)) return live.filter(item => keyOf(item) in ownTags({ [keyOf(item)]: '' }))
  return isRecord(live) ? { ...ownTags(readTags(live, 'map')) } : live
}

function keyOf(item: Value): string {
  return String(record(item).Key)
}
