import { describe, expect, it } from 'vitest'
import { renderGithub, renderJson, renderSarif, renderText } from '../../../src/cli/views/diagnostics.ts'
import type { Diagnostic } from '../../../src/model/diagnostic.ts'

const file = 'template.yml'
const text = 'Resources:\n  Hello:\n    Role: !GetAtt Rolle.Arn\n\tX: 1\n'
const place = (line: number, column: number, end: number) => ({
  file,
  start: { line, column },
  end: { line, column: end },
})

const unknown: Diagnostic = {
  code: 'E3002',
  message: 'Hello refers to "Rolle", which is not a resource of this template.',
  hint: 'Did you mean "Role"?',
  location: place(3, 11, 28),
}

const titles: Readonly<Record<string, string>> = {
  E3002: 'Reference to a resource that does not exist',
  W4001: 'Parameter without use',
}
const titleOf = (code: string) => titles[code] ?? ''
const options = { texts: new Map([[file, text]]), titleOf, colour: false, width: 80 }

describe('renderText()', () => {
  it('keeps a command at the end of a hint on one line', () => {
    const hint = 'Was it deployed and its state is gone, read it back with: fnx recover --local'
    expect(renderText([{ ...unknown, hint }], options)).toContain(
      '  hint: Was it deployed and its state is gone, read it back with:\n  fnx recover --local',
    )
  })

  it('shows title, place, line, caret, message and hint', () => {
    expect(renderText([unknown], options)).toBe(
      [
        'error E3002  Reference to a resource that does not exist',
        '  template.yml:3:11',
        '    3 |     Role: !GetAtt Rolle.Arn',
        '      |           ^^^^^^^^^^^^^^^^^',
        '  Hello refers to "Rolle", which is not a resource of this template.',
        '  hint: Did you mean "Role"?',
      ].join('\n'),
    )
  })

  it('makes one finding of warnings of one kind on one line, and of no errors', () => {
    const warned = ['A', 'B', 'C'].map(name => ({
      code: 'W4001',
      message: `${name}.`,
      location: place(2, 3, 8),
    }))
    const shown = renderText([...warned, { ...unknown, code: 'W4001' }], options)
    expect(shown.match(/^warning W4001/gm)).toHaveLength(2)
    expect(shown).toContain('  A. (And 2 more on this line.)')
    expect(renderText([unknown, unknown], options).match(/^error/gm)).toHaveLength(2)
  })

  it('keeps tabs in front of a caret', () => {
    const found = { code: 'E1023', message: 'A tab.', location: place(4, 2, 3) }
    expect(renderText([found], options)).toContain('    4 | \tX: 1\n      | \t^')
  })

  it('shows the first line alone of a stretch over several', () => {
    const location = { file, start: { line: 2, column: 3 }, end: { line: 3, column: 9 } }
    expect(renderText([{ code: 'W1', message: 'x', location }], options)).toContain('      |   ^^^^^^\n')
  })

  it('shows another place that belongs to the finding', () => {
    const related = [{ message: 'It stands here first.', location: place(2, 3, 8) }]
    const shown = renderText([{ ...unknown, related }], options)
    expect(shown).toContain('  It stands here first.\n  template.yml:2:3\n    2 |   Hello:\n      |   ^^^^^')
  })

  it('cuts a long line around what it points at', () => {
    const long = `A: ${'x'.repeat(500)}HERE${'y'.repeat(500)}`
    const found = { code: 'E1', message: 'm', location: place(1, 504, 508) }
    const shown = renderText([found], { ...options, texts: new Map([[file, long]]) })
    expect(Math.max(...shown.split('\n').map(line => line.length))).toBeLessThanOrEqual(80)
    const [above = '', below = ''] = shown.split('\n').slice(2, 4)
    expect(above.slice(below.indexOf('^'), below.indexOf('^') + 4)).toBe('HERE')
  })

  it('does without a place and without a text', () => {
    expect(renderText([{ code: 'E0002', message: 'No file.' }], options)).toBe('error E0002\n  No file.')
    expect(renderText([unknown], { ...options, texts: new Map() })).not.toContain(' | ')
  })

  it('breaks long messages at the width', () => {
    const message = 'word '.repeat(40).trim()
    const shown = renderText([{ code: 'E1', message }], { ...options, width: 40 })
    expect(Math.max(...shown.split('\n').map(line => line.length))).toBeLessThanOrEqual(40)
  })

  it('colours only when told to', () => {
    expect(renderText([unknown], { ...options, colour: true })).toContain('\u001b[')
    expect(renderText([unknown], options)).not.toContain('\u001b[')
  })
})

describe('renderJson()', () => {
  it('gives a list with severities and titles', () => {
    const shown = JSON.parse(renderJson([unknown, { code: 'W4001', message: 'x' }], { titleOf }))
    expect(shown).toEqual([
      { ...unknown, severity: 'error', title: titleOf('E3002') },
      { code: 'W4001', severity: 'warning', title: titleOf('W4001'), message: 'x' },
    ])
  })
})

describe('renderGithub()', () => {
  it('gives one command per finding, escaped', () => {
    const found = { code: 'W4001', message: '100%\nsure', location: { ...place(2, 3, 8), file: 'a,b:c.yml' } }
    expect(renderGithub([found, unknown], { titleOf })).toBe(
      '::warning file=a%2Cb%3Ac.yml,line=2,endLine=2,col=3,title=W4001 Parameter without use::100%25%0Asure\n' +
        '::error file=template.yml,line=3,endLine=3,col=11,title=E3002 Reference to a resource that does not exist::' +
        'Hello refers to "Rolle", which is not a resource of this template.%0ADid you mean "Role"?\n',
    )
  })
})

describe('renderSarif()', () => {
  it('gives a log whose results name their rules and places', () => {
    const log = JSON.parse(renderSarif([unknown, { code: 'W4001', message: 'x' }, unknown], { titleOf }))
    expect(log.version).toBe('2.1.0')
    const [run] = log.runs
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['E3002', 'W4001'])
    expect(run.results.map(({ ruleIndex }: { ruleIndex: number }) => ruleIndex)).toEqual([0, 1, 0])
    expect(run.results[0].level).toBe('error')
    expect(run.results[0].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'template.yml' },
      region: { startLine: 3, startColumn: 11, endLine: 3, endColumn: 28 },
    })
  })

  it('writes no findings as an empty run', () => {
    expect(JSON.parse(renderSarif([], { titleOf })).runs[0].results).toEqual([])
  })
})
