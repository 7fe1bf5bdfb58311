import { describe, expect, it } from 'vitest'
import { globOf } from '../../../src/workflows/project/glob.ts'

describe('globOf()', () => {
  it.each([
    ['*.yaml', '', ['a.yaml'], ['a/b.yaml', 'a.yml', 'ayaml']],
    ['stacks/**/*.yaml', 'stacks', ['a.yaml', 'a/b.yaml', 'a/b/c.yaml'], ['a.json']],
    ['stacks/**', 'stacks', ['a', 'a/b.yaml'], []],
    ['a/template.y{a,}ml', 'a', ['template.yaml', 'template.yml'], ['template.y{a,}ml', 'template.yaaml']],
    ['/srv/[!a]?.json', '/srv', ['bc.json'], ['ab.json', 'b.json']],
    ['x+(y).*', '', ['x+(y).json'], ['xxy.json']],
    ['/*', '/', ['etc'], ['etc/x']],
  ])('%s looks below "%s"', (name, folder, matching, others) => {
    const glob = globOf(name)
    expect(glob?.folder).toBe(folder)
    for (const path of matching) expect(glob?.pattern.test(path), path).toBe(true)
    for (const path of others) expect(glob?.pattern.test(path), path).toBe(false)
  })

  it('takes a name without a sign for no pattern', () => {
    expect(globOf('stacks/template.yaml')).toBeUndefined()
  })
})
