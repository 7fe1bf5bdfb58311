import names from '../data/schemas.json' with { type: 'json' }

const known: Readonly<Record<string, string>> = names.types

/** Gives the schema of a resource type's properties, or nothing where fnx has none. */
export function schemaOf(type: string): string | undefined {
  return Object.hasOwn(known, type) ? `aws/${known[type]}` : undefined
}
