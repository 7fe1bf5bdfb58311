import { randomInt } from 'node:crypto'
import type { Properties } from '../../../model/value.ts'
import { fault } from '../protocols/fault.ts'

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html */
const kinds: readonly (readonly [excluded: string, characters: string])[] = [
  ['ExcludeLowercase', 'abcdefghijklmnopqrstuvwxyz'],
  ['ExcludeUppercase', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
  ['ExcludeNumbers', '0123456789'],
  ['ExcludePunctuation', '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'],
]

/** Draws a password of the kinds of characters that a call asks for. */
export function randomPassword(asked: Properties): string {
  const { PasswordLength = 32, ExcludeCharacters = '', IncludeSpace, RequireEachIncludedType = true } = asked
  const length = Number(PasswordLength)
  const sets = [...kinds.filter(([name]) => asked[name] !== true).map(([, all]) => all)]
    .concat(IncludeSpace === true ? [' '] : [])
    .map(all => [...all].filter(char => !String(ExcludeCharacters).includes(char)))
    .filter(all => all.length > 0)
  const required = RequireEachIncludedType === true ? sets : []
  if (sets.length === 0 || length < required.length || length < 1 || length > 4096)
    throw fault(400, 'InvalidParameterException', 'No password can be made of what is asked for.')
  const drawn = required.map(draw)
  const all = sets.flat()
  while (drawn.length < length) drawn.push(draw(all))
  return shuffled(drawn).join('')
}

function draw(from: readonly string[]): string {
  return from[randomInt(from.length)] ?? ''
}

function shuffled(items: readonly string[]): readonly string[] {
  const found = [...items]
  for (let last = found.length - 1; last > 0; last--) {
    const other = randomInt(last + 1)
    const [one = '', two = ''] = [found[last], found[other]]
    found[last] = two
    found[other] = one
  }
  return found
}
