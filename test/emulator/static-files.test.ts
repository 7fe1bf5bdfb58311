import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { staticFile } from '../../src/emulator/static-files.ts'
import { temporaryFolder } from '../support/fnx.ts'
import { lay } from '../support/running.ts'

function folder(): string {
  const root = temporaryFolder()
  lay(root, {
    'secret.txt': 'secret',
    'public/index.html': '<p>home',
    'public/docs/index.html': '<p>docs',
    'public/app.css': 'p{}',
    'public/a b 文.txt': 'odd name',
    'public/data.bin': '\u0000',
    'public/.env': 'KEY=1',
    'public/.git/config': '',
    'public/.well-known/security.txt': 'mail',
    'public-too/x.txt': 'sibling',
  })
  symlinkSync(join(root, 'secret.txt'), join(root, 'public', 'link.txt'))
  symlinkSync(root, join(root, 'public', 'up'))
  symlinkSync('app.css', join(root, 'public', 'same.css'))
  mkdirSync(join(root, 'public', 'empty'))
  writeFileSync(join(root, 'public', '..a'), 'hidden')
  return join(root, 'public')
}

describe('staticFile()', () => {
  it.each([
    ['/', '<p>home', 'text/html; charset=utf-8'],
    ['/docs', '<p>docs', 'text/html; charset=utf-8'],
    ['/docs/', '<p>docs', 'text/html; charset=utf-8'],
    ['//app.css', 'p{}', 'text/css; charset=utf-8'],
    ['/same.css', 'p{}', 'text/css; charset=utf-8'],
    ['/a%20b%20%E6%96%87.txt', 'odd name', 'text/plain; charset=utf-8'],
    ['/data.bin', '\u0000', 'application/octet-stream'],
    ['/.well-known/security.txt', 'mail', 'text/plain; charset=utf-8'],
  ])('gives %s', async (path, text, type) => {
    const found = await staticFile(folder(), path)
    expect(Buffer.from(found?.body ?? []).toString()).toBe(text)
    expect(found?.headers).toContainEqual(['content-type', type])
  })

  it.each([
    '/../secret.txt',
    '/docs/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e%5csecret.txt',
    '/..\\secret.txt',
    '/../public-too/x.txt',
    '/..a',
    '/link.txt',
    '/up/secret.txt',
    '/up/public/app.css/../app.css',
    '/.env',
    '/.git/config',
    '/app.css%00.png',
    '/%',
    '/%ff',
    '/empty',
    '/absent',
    `/${'a'.repeat(5000)}`,
  ])('does not give %s', async path => {
    expect(await staticFile(folder(), path)).toBeUndefined()
  })
})
