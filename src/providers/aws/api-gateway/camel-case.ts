/** Writes the name of a property as members of API Gateway begin: in lower case. */
export function camelCase(name: string): string {
  return `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`
}
