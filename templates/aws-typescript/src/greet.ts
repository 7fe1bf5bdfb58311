/** Greets someone, or everyone. */
export function greet(name = 'world'): string {
  return `Hello, ${name}!`
}
