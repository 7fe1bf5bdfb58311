import { describe, expect, it } from 'vitest'
import { languageOf, splitLanguage } from '../../src/cli/language.ts'
import { chineseHint } from '../../src/workflows/chinese-hint.ts'
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

describe('chineseHint()', () => {
  it.each([
    ['Did you mean "Runtime"?', '是否想写“Runtime”？'],
    ['Fix it.', '修正。'],
    ['Name the template: fnx validate -t template.yaml', '修正。\nfnx validate -t template.yaml'],
    ['Wait for it. Then take the lock:\nfnx unlock --stack app', '修正。\nfnx unlock --stack app'],
    ['Take one of these: Arn, Name or Url.', '修正。\nArn, Name or Url.'],
    ['Give a text: of a list, Fn::Join makes one.', '修正。'],
  ])('%j', (hint, chinese) => {
    expect(chineseHint(hint, '修正。')).toBe(chinese)
  })
})

describe('findings in Chinese', () => {
  it.each([
    [['validate', '--lang', 'zh'], {}],
    [['validate'], { LANG: 'zh_CN.UTF-8' }],
    [['plan', '--local'], { LANG: 'zh_CN' }],
  ])('%j with %j shows them to people', async (args, env) => {
    const cwd = laid({ 'template.yaml': sam.replace('Runtime', 'Runtim'), 'app.js': '' })
    const { stdout, stderr } = await fnx(args, { cwd, env })
    expect(stdout + stderr).toContain('错误 E2003  未知的属性')
    expect(stdout + stderr).toContain('建议： 是否想写“Runtime”？')
  })

  it('say what to do about the code, and the command of the hint', async () => {
    const cwd = laid({ 'template.yaml': `${sam}\n\tA: b\n` })
    const { stdout } = await fnx(['validate', '--lang', 'zh'], { cwd })
    expect(stdout).toContain('用空格缩进')
    expect(stdout).toContain('fnx validate --fix')
    expect(stdout).not.toMatch(/建议： [A-Z]/)
  })

  it('are explained in Chinese', async () => {
    const { stdout } = await fnx(['explain', 'E3002', '--lang', 'zh'], { cwd: laid({}) })
    expect(stdout).toContain('引用的资源不存在')
    expect(stdout).toContain('怎么办\n  检查名称')
  })

  it('go to no program, and another language is refused', async () => {
    const cwd = laid({ 'template.yaml': sam.replace('Runtime', 'Runtim'), 'app.js': '' })
    const { stdout } = await fnx(['validate', '--format', 'json', '--lang', 'zh'], { cwd })
    expect(stdout).toContain('Unknown property')
    expect((await fnx(['validate', '--lang', 'fr'], { cwd })).code).toBe(2)
  })
})
