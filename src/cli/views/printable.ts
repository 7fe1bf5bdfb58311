// Control characters of ASCII and of Latin-1, line and paragraph separators, what turns the direction of text (Unicode's
// Bidi_Control), and what nobody sees, such as a space without width: on a terminal or in a log they act, or make one
// name look like another. The joiners that scripts and emoji need stay.
const acting =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g

/** The colours and weights of a terminal: `ESC [ 31 m`. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: every colour begins with one
const colours = /(\u001b\[[0-9;:]*m)/

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/**
 * Gives a text on one line, with what would act on a terminal or a log shown as an escape.
 * @example printable('a\u001b[31m\nb') // 'a\\u001b[31m\\nb'
 */
export function printable(text: string): string {
  return text.replace(acting, found => short[found] ?? escaped(found))
}

/** Gives a text with its lines and tabs kept, and everything else shown as `printable` does. */
export function printableLines(text: string): string {
  return text.replace(acting, found => (found === '\n' || found === '\t' ? found : escaped(found)))
}

/** Gives what a tool wrote as `printableLines` does, and without what a pipeline of GitHub would take for a command. */
export function printableOutput(text: string): string {
  return printableLines(text.replaceAll('\r\n', '\n')).replace(/^(\s*)::/gm, '$1\\u003a:')
}

/** Gives a text as `printableLines` does, but with its colours. */
export function printableColours(text: string): string {
  return text
    .split(colours)
    .map((part, index) => (index % 2 === 1 ? part : printableLines(part.replaceAll('\r\n', '\n'))))
    .join('')
}

/** Gives a line of a source with its tabs kept, so that what stands under it can be aligned. */
export function printableSource(line: string): string {
  return line.replace(acting, found => (found === '\t' ? found : escaped(found)))
}

/** Gives a value as JSON, which programs read as it is and people can look at: escapes stand for what would act. */
export function printableJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(acting, found =>
    found === '\n' ? found : escaped(found),
  )
}

function escaped(found: string): string {
  return `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`
}
