import { text } from '../../../../model/value.ts'
import { type EventType, enabled, given } from './event-type.ts'

/** Ckafka: messages of a topic; SCF names the trigger after instance and topic. */
export const ckafka: EventType = {
  words: ['Ckafka', 'CKafka', 'ckafka'],
  expand({ properties }) {
    const { Name, Topic, MaxMsgNum, Offset } = properties
    const plain = text(Name) !== undefined && text(Topic) !== undefined
    return {
      properties: {
        TriggerName: plain ? `${Name}-${Topic}` : { 'Fn::Join': ['-', [Name ?? '', Topic ?? '']] },
        Type: 'ckafka',
        TriggerDesc: { maxMsgNum: MaxMsgNum ?? 100, offset: Offset ?? 'latest', retry: 10_000, timeOut: 60 },
        ...enabled(properties),
        ...given(properties, ['Qualifier']),
      },
    }
  },
}
