import { describe, expect, it } from 'vitest'
import { optionsOf } from '../../../src/build/esbuild/options.ts'
import type { Properties } from '../../../src/model/value.ts'
import { functionSpec } from '../../support/code.ts'

const options = (properties: Properties, environment: Record<string, string> = {}) =>
  optionsOf(properties, functionSpec({ environment })).esbuild

describe('optionsOf()', () => {
  it('has the defaults of SAM, and the Node of the function for a target', () => {
    expect(options({})).toEqual({
      minify: true,
      format: 'cjs',
      mainFields: ['main', 'module'],
      target: 'node20',
      sourcemap: false,
    })
  })

  it.each<[Properties, object]>([
    [{ Minify: false }, { minify: false }],
    [{ Minify: 'false' }, { minify: false }],
    [
      { Sourcemap: true, SourcesContent: false },
      { sourcemap: true, sourcesContent: false },
    ],
    [{ Target: 'es2020' }, { target: ['es2020'] }],
    [{ Target: 'es2020,node18' }, { target: ['es2020', 'node18'] }],
    [{ Format: 'esm' }, { format: 'esm', outExtension: { '.js': '.mjs' } }],
    [
      { Format: 'esm', OutExtension: ['.js=.js'] },
      { format: 'esm', outExtension: { '.js': '.js' } },
    ],
    [{ External: ['a', '@aws-sdk/*'] }, { external: ['a', '@aws-sdk/*'] }],
    [{ MainFields: 'module,main' }, { mainFields: ['module', 'main'] }],
    [{ Loader: ['.png=dataurl', '.txt=text'] }, { loader: { '.png': 'dataurl', '.txt': 'text' } }],
    [{ Banner: ['js=const a = 1; const b = 2'] }, { banner: { js: 'const a = 1; const b = 2' } }],
    [{ Define: { DEBUG: 'false' } }, { define: { DEBUG: 'false' } }],
  ])('reads %j', (properties, expected) => {
    expect(options(properties)).toMatchObject(expected)
  })

  it('maps sources when NODE_OPTIONS ask for it, unless the template says no', () => {
    const environment = { NODE_OPTIONS: '--enable-source-maps' }
    expect(options({}, environment).sourcemap).toBe(true)
    expect(options({ Sourcemap: false }, environment).sourcemap).toBe(false)
  })

  it.each<[Properties, RegExp]>([
    [{ Minfy: true }, /Minfy in the BuildProperties of Hello is not a property/],
    [{ Minify: 'yes' }, /Minify .* is not true or false/],
    [{ Format: 'umd' }, /Format .* is not one of cjs, esm, iife/],
    [{ Loader: ['png'] }, /Loader .* is not a list of KEY=VALUE/],
    [{ External: { a: 1 } }, /External .* is not a text or a list of texts/],
    [{ constructor: true }, /constructor .* is not a property/],
  ])('refuses %j', (properties, reason) => {
    expect(() => options(properties)).toThrow(reason)
  })
})
