import { describe, expect, it } from 'vitest'
import { type Entry, executableMode, fileMode } from '../../src/artifact/entry.ts'
import { inspect } from '../../src/artifact/inspect.ts'
import { functionSpec } from '../support/code.ts'

const heads = {
  x86: Buffer.from('7f454c4602010100000000000000000003003e00', 'hex'),
  arm: Buffer.from('7f454c460201010000000000000000000300b700', 'hex'),
  mac: Buffer.from('cffaedfe0c000001000000000600000001000000', 'hex'),
  key: Buffer.from('-----BEGIN RSA PRIVATE KEY-----\n'),
  certificate: Buffer.from('-----BEGIN CERTIFICATE-----\n'),
}

const entry = (path: string, bytes: Uint8Array = Buffer.alloc(0), mode = fileMode): Entry => ({
  path,
  mode,
  content: { bytes },
})
const codesOf = (entries: readonly Entry[], spec = functionSpec()) =>
  inspect(entries, spec).map(({ code }) => code)

describe('inspect()', () => {
  it.each([
    ['a binary of another system', [entry('a/x.node', heads.mac)], ['W8001']],
    ['a binary that fits', [entry('a/x.node', heads.x86)], []],
    ['a versioned library of another machine', [entry('lib/libx.so.1.2', heads.mac)], ['W8001']],
    ['an executable without ending', [entry('bin/tool', heads.mac, executableMode)], ['W8001']],
    ['text called like a binary', [entry('a.node', Buffer.from('just text, and more of it'))], []],
    [
      'binaries for each system in one package',
      [entry('node_modules/a/mac.node', heads.mac), entry('node_modules/a/linux.node', heads.x86)],
      [],
    ],
    ['.env', [entry('.env')], ['W8002']],
    ['.env.production in a folder', [entry('config/.env.production')], ['W8002']],
    ['.env.example', [entry('.env.example')], []],
    ['a private key', [entry('certs/server.pem', heads.key)], ['W8003']],
    ['a key of ssh', [entry('id_ed25519', Buffer.from('-----BEGIN OPENSSH PRIVATE KEY-----'))], ['W8003']],
    ['a certificate', [entry('certs/ca.pem', heads.certificate)], []],
    ['a key in name only', [entry('i18n.key', Buffer.from('hello'))], []],
  ])('judges %s', (_, entries, codes) => {
    expect(codesOf(entries)).toEqual(codes)
  })

  it('holds either machine for right until the function names one', () => {
    const entries = [entry('a.node', heads.arm)]
    expect(codesOf(entries)).toEqual([])
    expect(codesOf(entries, functionSpec({ architecture: 'arm64' }))).toEqual([])
    expect(codesOf(entries, functionSpec({ architecture: 'x86_64' }))).toEqual(['W8001'])
  })

  it('says each thing once and names three of many', () => {
    const [found, ...rest] = inspect(
      ['e', 'd', 'c', 'b', 'a'].map(name => entry(`${name}/.env`)),
      functionSpec(),
    )
    expect(rest).toEqual([])
    expect(found?.message).toContain('a/.env, b/.env, c/.env and 2 more')
  })
})
