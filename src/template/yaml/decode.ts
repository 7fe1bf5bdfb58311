import type { Checked, Diagnostic } from '../../model/diagnostic.ts'
import { source } from './source.ts'

/** The most bytes that a template may have; the clouds take 1 MB, generated ones are split long before this. */
export const sizeLimit = 16 * 1024 * 1024

/**
 * Gives the text of a template file, without a byte order mark.
 * Refuses what is too large (E1001), not UTF-8 (E1002), not text (E1003) or empty (E1004).
 */
export function decode(file: string, content: string | Uint8Array): Checked<string> {
  if (content.length > sizeLimit) return refusal(tooLarge(file, content.length))
  if (typeof content === 'string') return checkText(file, content)
  const encoding = utf16(content)
  if (encoding !== undefined) return refusal(notUtf8(file, encoding))
  const archive = [0x50, 0x4b, 3, 4].every((byte, index) => content[index] === byte)
  if (archive) return refusal(notText(file, 'is a zip archive'))
  const text = new TextDecoder('utf-8').decode(content)
  if (text.includes('\0')) return refusal(notText(file, 'holds zero bytes'))
  const broken = text.indexOf('\uFFFD')
  return broken < 0 || isUtf8(content) ? checkText(file, text) : refusal(brokenUtf8(file, text, broken))
}

function checkText(file: string, text: string): Checked<string> {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text
  if (plain.includes('\0')) return refusal(notText(file, 'holds zero bytes'))
  if (plain.trim() !== '') return { value: plain, diagnostics: [] }
  return refusal({
    code: 'E1004',
    message: `${file} holds nothing.`,
    hint: 'Start from a template that works: fnx init',
    location: source(file, '').location(0, 0),
  })
}

function utf16(bytes: Uint8Array): string | undefined {
  const [first, second, third, fourth] = bytes
  if (first === 0xff && second === 0xfe) return 'UTF-16LE'
  if (first === 0xfe && second === 0xff) return 'UTF-16BE'
  if (bytes.length < 4 || bytes.length % 2 !== 0) return undefined
  if (second === 0 && fourth === 0 && first !== 0 && third !== 0) return 'UTF-16LE'
  return first === 0 && third === 0 && second !== 0 && fourth !== 0 ? 'UTF-16BE' : undefined
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false // the decoder's only way to say so
  }
}

function refusal(diagnostic: Diagnostic): Checked<string> {
  return { diagnostics: [diagnostic] }
}

function tooLarge(file: string, size: number): Diagnostic {
  return {
    code: 'E1001',
    message: `${file} has ${(size / 1024 / 1024).toFixed(1)} MB; a template may have ${sizeLimit / 1024 / 1024} MB.`,
    hint: 'Check that this is the template, and split it if it is.',
  }
}

function notUtf8(file: string, encoding: string): Diagnostic {
  return {
    code: 'E1002',
    message: `${file} is ${encoding} text.`,
    hint: `Save it as UTF-8: iconv -f ${encoding} -t UTF-8 ${file}`,
  }
}

function brokenUtf8(file: string, text: string, offset: number): Diagnostic {
  return {
    code: 'E1002',
    message: `${file} holds bytes that are not UTF-8.`,
    hint: 'Save the file as UTF-8.',
    location: source(file, text).location(offset, offset + 1),
  }
}

function notText(file: string, why: string): Diagnostic {
  return {
    code: 'E1003',
    message: `${file} ${why}, so it is not a template.`,
    hint: 'Name the template: fnx validate -t template.yaml',
  }
}
