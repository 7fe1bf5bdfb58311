/** What a cloud allows in a name that fnx makes up. */
export interface Naming {
  /** Most characters. */
  readonly max: number
  readonly lowerCase?: boolean
  /** Characters outside this set become the separator. */
  readonly allowed: RegExp
  /** What stands between the parts; `-` where absent. */
  readonly separator?: string
}

/** Gives what all names begin with that fnx makes of these parts: everything before the instance. */
export function namePrefix(naming: Naming, parts: readonly string[], instanceLength = 8): string {
  return physicalName(naming, parts, '0'.repeat(instanceLength)).slice(0, -instanceLength)
}

/**
 * Makes a physical name: stack, stage, logical ID and instance, cut to the limit with the instance kept.
 * @example physicalName({ max: 64, allowed: /[\w-]/ }, ['shop', 'dev', 'Hello'], 'k3j9x2ab') // 'shop-dev-Hello-k3j9x2ab'
 */
export function physicalName(naming: Naming, parts: readonly string[], instance: string): string {
  const { separator = '-' } = naming
  const readable = [...parts.join(separator)]
    .map(char => (naming.allowed.test(char) ? char : separator))
    .join('')
  const room = naming.max - instance.length - separator.length
  const name =
    `${readable.slice(0, Math.max(0, room)).replace(/[-_.]+$/, '')}${separator}${instance}`.replace(
      /^-/,
      'f-',
    )
  return naming.lowerCase ? name.toLowerCase() : name
}
