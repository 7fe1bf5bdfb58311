import { shapeOf } from '../shape.ts'
import { permission } from './permission.ts'
import type { FunctionTrigger } from './trigger.ts'

/** A skill of Alexa that may call a function. */
export const alexaSkill: FunctionTrigger = {
  event: 'AlexaSkill',
  shape: shapeOf({ text: 'SkillId' }),
  expand(event, target) {
    const { SkillId } = event.properties
    return [permission(target, { id: event.id, principal: 'alexa-appkit.amazon.com', token: SkillId })]
  },
}
