import type { Template } from '../../../model/template.ts'

/** Finds the logical IDs that are numbers in the file: digits without quotes, which are no text in YAML. */
export function numberKeys(ids: readonly string[], { text, locate }: Template): ReadonlySet<string> {
  const digits = ids.filter(id => /^[0-9]+$/.test(id))
  if (digits.length === 0) return new Set()
  const lines = text.split('\n')
  const bare = digits.filter(id => {
    const { start } = locate(['Resources', id], 'key')
    return lines[start.line - 1]?.startsWith(id, start.column - 1) ?? false
  })
  return new Set(bare)
}
