import { FnxError } from '../../model/diagnostic.ts'

/** Reads a file of TOML; what is none is a finding at its place. */
export async function readToml(text: string, file: string): Promise<unknown> {
  const { parse, TomlError } = await import('smol-toml')
  try {
    return parse(text)
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    const place = { line: error.line, column: error.column }
    throw new FnxError({
      code: 'E8014',
      message: `${file} is not TOML: ${error.message.split('\n')[0]}.`,
      hint: 'Fix the file.',
      location: { file, start: place, end: place },
    })
  }
}
