import { describe, expect, it } from 'vitest'
import { ignoring } from '../../src/artifact/ignore.ts'

describe('ignoring()', () => {
  it.each([
    ['.git', true, '', true],
    ['lib/.git', true, '', true],
    ['a/node_modules/.cache', true, '', true],
    ['.cache', true, '', false],
    ['my-node_modules/.cache', true, '', false],
    ['mygit', true, '', false],
    ['lib/x.pyc', false, '', true],
    ['.env', false, '', false],
    ['node_modules', true, '', false],
    ['.fnxignore', false, '', true],
    ['a.log', false, '*.log', true],
    ['a.log', false, '*.log\n!a.log', false],
    ['build', true, 'build/', true],
    ['build', false, 'build/', false],
    ['x/test', true, '/test', false],
    ['.vscode', true, '!.vscode', false],
    ['# b', false, '# b', false],
  ])('of %s (folder: %s) under %j is %s', (path, folder, text, left) => {
    expect(ignoring([{ prefix: '', text }])(path, folder)).toBe(left)
  })

  it('reads the patterns of a folder above from there', () => {
    const ignored = ignoring([{ prefix: 'src/hello', text: '/src/hello/docs\n/tests' }])
    expect([ignored('docs', true), ignored('tests', true)]).toEqual([true, false])
  })
})
