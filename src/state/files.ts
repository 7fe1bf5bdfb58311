import { listing } from './atomic-file.ts'

/** Names of the files in a state folder; those of locks are `lock.` and an epoch. */
export const files = { snapshot: 'state.json', journal: 'journal.ndjson', good: 'good.json' }

/** What to do about a state that is gone or damaged: nothing is changed while fnx cannot know what exists. */
export const howToRestore =
  'Restore the folder from one backup. Where there is none, move it away and read what exists back with: fnx recover'

/** Names what lies in a state folder and is never there before a snapshot is. */
export function remainsIn(dir: string): readonly string[] {
  const later = (name: string) => name === files.journal || name === files.good || /^lock\.\d+$/.test(name)
  return listing(dir).filter(later)
}
