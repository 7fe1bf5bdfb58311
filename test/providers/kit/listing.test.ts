import { expect, it } from 'vitest'
import { pageOf } from '../../../src/providers/kit/listing.ts'

const keys = ['a', 'd/x', 'd/y/z', 'e', 'f/']
const all = { prefix: '', delimiter: '', after: '', most: 100 }

it.each([
  ['all', all, ['a', 'd/x', 'd/y/z', 'e', 'f/'], [], false],
  ['folders once', { ...all, delimiter: '/' }, ['a', 'e'], ['d/', 'f/'], false],
  ['what lies in a folder', { ...all, prefix: 'd/', delimiter: '/' }, ['d/x'], ['d/y/'], false],
  ['a page', { ...all, delimiter: '/', most: 2 }, ['a'], ['d/'], true],
  ['what comes after a folder', { ...all, delimiter: '/', after: 'd/' }, ['e'], ['f/'], false],
])('pageOf() lists %s', (_, asked, found, folders, truncated) =>
  expect(pageOf(keys, asked)).toMatchObject({ keys: found, folders, truncated }),
)
