import { FnxError } from '../model/diagnostic.ts'
import type { State, StateOwner } from '../model/state.ts'
import type { Properties } from '../model/value.ts'
import { howToRestore } from './files.ts'
import { sealed, unsealed } from './seal.ts'
import { isState } from './shape.ts'

/** The version of the state that this fnx writes. */
const version = 3

/**
 * Reads the text of a snapshot that is to be an owner's.
 * Throws E7003 when it is damaged, E7004 when a newer fnx wrote it and E7006 when it is another's.
 */
export function parseSnapshot(file: string, text: string, owner: StateOwner): State {
  const { content, seal } = unsealed(text)
  if (seal === 'broken') throw damaged(file)
  const written = content.version
  if (typeof written === 'number' && written > version) throw newer(file)
  // Versions 1 and 2 kept no checksum; the first write of this fnx adds it.
  if (seal === 'absent' && written === version) throw damaged(file)
  const state = upgraded(content)
  if (!isState(state)) throw damaged(file)
  checkOwner(file, state, owner)
  return state
}

/** Version 1 knew neither exports nor imports, for no stack had any. */
function upgraded(content: Properties): Properties {
  if (content.version === 1) return { exports: {}, imports: [], ...content, version }
  return content.version === 2 ? { ...content, version } : content
}

/** Gives the text of a snapshot, for people to read. */
export function formatSnapshot(state: State): string {
  return `${JSON.stringify(sealed(state), null, 2)}\n`
}

/** Throws E7006 unless what a file says of stack, stage, target and cloud is what its owner is. */
export function checkOwner(file: string, said: StateOwner, owner: StateOwner): void {
  const same = (['stack', 'stage', 'target', 'provider'] as const).every(part => said[part] === owner[part])
  if (same) return
  throw new FnxError({
    code: 'E7006',
    message: `State file ${file} is that of ${named(said)}, and it lies where the state of ${named(owner)} is kept.`,
    hint: 'Move the folder back to where it came from: a copied state would change and delete what the other stack has.',
  })
}

function named({ stack, stage, target, provider }: StateOwner): string {
  return `${stack} (${stage}, ${provider}, ${target})`
}

function newer(file: string): FnxError {
  return new FnxError({
    code: 'E7004',
    message: `State file ${file} was written by a newer fnx.`,
    hint: 'Use the fnx that wrote it, or a later one.',
  })
}

function damaged(file: string): FnxError {
  return new FnxError({
    code: 'E7003',
    message: `State file ${file} is damaged: it is not as fnx wrote it.`,
    hint: howToRestore,
  })
}
