import { expect } from 'vitest'
import { type Ended, temporaryFolder } from './fnx.ts'
import { lay } from './running.ts'

/** A SAM template of one function without a trigger. */
export const sam = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: app.handler
      Runtime: nodejs22.x
`

/** A project that has nothing wrong. */
export const project = {
  'template.yaml': sam,
  'app.js': 'exports.handler = async () => ({ ok: true })\n',
}

/** Lays files out in a folder that goes with the test. */
export function laid(files: Readonly<Record<string, string>> = {}): string {
  const cwd = temporaryFolder()
  lay(cwd, files)
  return cwd
}

/** Expects an exit code, and words for people instead of a stack trace. */
export function expectDiagnostic(
  { stdout, stderr, code }: Ended,
  wanted: { readonly code: number; readonly says: RegExp },
): void {
  const text = `${stdout}\n${stderr}`
  expect(text).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m)
  expect(text).not.toContain('bug in fnx')
  expect(text).toMatch(wanted.says)
  expect(code, text).toBe(wanted.code)
}
