import type { EventType } from './event-type.ts'

/** CMQ: SCF makes no triggers of it any more, so that nothing comes of the event. */
export const cmq: EventType = {
  words: ['CMQ', 'cmq'],
  expand: () => undefined,
}
