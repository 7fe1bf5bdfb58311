import { readFile } from 'node:fs/promises'
import { isRecord, type Properties } from '../../model/value.ts'

/** Gives the text of a file, empty when it cannot be read: the next place is asked then. */
export async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch {
    return ''
  }
}

/** Gives the entries of a section of an INI file; none where it has no such section. */
export function iniSection(text: string, name: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  let current = ''
  for (const line of text.split(/\r?\n/)) {
    const header = /^\s*\[(.+?)\]\s*$/.exec(line)
    if (header !== null) current = header[1] ?? ''
    const entry = /^\s*([\w-]+)\s*[=:]\s*(.*?)\s*$/.exec(line)
    if (entry !== null && current === name) found[entry[1] ?? ''] = entry[2] ?? ''
  }
  return found
}

/** Reads a map from JSON; what is none is empty. */
export function json(text: string): Properties {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : {}
  } catch {
    return {}
  }
}

/**
 * Gives the section of the user whom scf, Tencent's own tool for these templates, works for, out of its `~/.tcli_config.ini`;
 * its names are written with `-` or `_` (tcfcli/common/user_config.py of the package `scf`).
 */
export function scfSection(text: string): Readonly<Record<string, string>> {
  const user = plain(iniSection(text, 'OTHERS')).curr_user
  const section = plain(iniSection(text, user ?? 'API'))
  return Object.fromEntries(Object.entries(section).filter(([, value]) => value !== '' && value !== 'None'))
}

function plain(section: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(section).map(([name, value]) => [name.replaceAll('-', '_'), value]),
  )
}
