import { describe, expect, it } from 'vitest'
import { languageOf, splitLanguage } from '../../src/cli/language.ts'
import { entryOf } from '../../src/workflows/titles.ts'
import { chineseTitles } from '../../src/workflows/titles-zh.ts'
import { laid, sam } from '../support/diagnosed.ts'
import { fnx } from '../support/fnx.ts'

describe('languageOf()', () => {
  it.each([
    [[], {}, 'en'],
    [[], { LANG: 'zh_CN.UTF-8' }, 'zh'],
    [[], { LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }, 'en'],
    [[], { LANG: 'de_DE.UTF-8', LC_MESSAGES: 'zh_TW' }, 'zh'],
    [['validate', '--lang', 'zh'], {}, 'zh'],
    [['--lang=en', 'validate'], { LANG: 'zh_CN' }, 'en'],
  ])('%j with %j', (argv, environment, language) => {
    expect(languageOf(argv, environment)).toBe(language)
  })

  it('leaves the rest of the command line as it is', () => {
    expect(splitLanguage(['validate', '--lang', 'zh', 'a.yaml']).rest).toEqual(['validate', 'a.yaml'])
    expect(splitLanguage(['--lang=zh', 'plan']).rest).toEqual(['plan'])
    expect(splitLanguage(['completion', 'words', '--', '--lang']).rest).toHaveLength(4)
  })
})

describe('titles in Chinese', () => {
  it('are of codes that there are', async () => {
    for (const [code, title] of Object.entries(chineseTitles)) {
      expect(await entryOf(code), code).toBeDefined()
      expect(title).toMatch(/[\u4e00-\u9fff]/)
    }
  })

  it.each([
    [['validate', '--lang', 'zh'], {}],
    [['validate'], { LANG: 'zh_CN.UTF-8' }],
    [['plan', '--local'], { LANG: 'zh_CN' }],
  ])('%j with %j shows them to people', async (args, env) => {
    const cwd = laid({ 'template.yaml': sam.replace('Runtime', 'Runtim'), 'app.js': '' })
    const { stdout, stderr } = await fnx(args, { cwd, env })
    expect(stdout + stderr).toContain('错误 E2003  未知的属性')
    expect(stdout + stderr).toContain('建议：')
  })

  it('go to no program, and another language is refused', async () => {
    const cwd = laid({ 'template.yaml': sam.replace('Runtime', 'Runtim'), 'app.js': '' })
    const { stdout } = await fnx(['validate', '--format', 'json', '--lang', 'zh'], { cwd })
    expect(stdout).toContain('Unknown property')
    expect((await fnx(['validate', '--lang', 'fr'], { cwd })).code).toBe(2)
  })
})
