/**
 * Puts a hint into Chinese: a name that was meant is asked for, and of any other hint stands what to do about the code in
 * general, with the commands and names that the hint gives.
 */
export function chineseHint(hint: string, remedy: string): string {
  const near = /^Did you mean "(.*)"\?$/.exec(hint)?.[1]
  if (near !== undefined) return `是否想写“${near}”？`
  const given = hint.split('\n').flatMap((line, index) => givenIn(line, index))
  return [remedy, ...given].join('\n')
}

/** Behind a colon and on lines of their own stand commands, and lists of names; what ends with a stop is a sentence. */
function givenIn(line: string, index: number): readonly string[] {
  const tail = line.slice(line.indexOf(': ') + 2)
  const own = line.includes(': ') ? tail : index > 0 ? line : ''
  const isNames = /^[\w./:-]+(?:(?:,| or|, or) [\w./:-]+)*\.$/.test(own)
  return own === '' || (own.endsWith('.') && !isNames) ? [] : [own.trim()]
}
