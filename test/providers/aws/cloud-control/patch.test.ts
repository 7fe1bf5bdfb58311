import { expect, it } from 'vitest'
import type { Properties } from '../../../../src/model/value.ts'
import { patchOf } from '../../../../src/providers/aws/cloud-control/patch.ts'

const patched = (before: Properties, now: Properties, more = {}) =>
  patchOf({ before, now, fixed: [], unread: [], has: () => true, ...more })

it('patchOf() writes what changed, whole, and takes away what left', () => {
  expect(patched({ A: 1, B: { c: 1, d: 2 }, E: 1 }, { A: 1, B: { c: 1 }, F: 2 })).toEqual([
    { op: 'add', path: '/B', value: { c: 1 } },
    { op: 'add', path: '/F', value: 2 },
    { op: 'remove', path: '/E' },
  ])
})

it('patchOf() is nothing where nothing differs, though something cannot be read', () => {
  expect(patched({ A: 1, Secret: 's' }, { A: 1, Secret: 's' }, { unread: ['Secret'] })).toEqual([])
})

it('patchOf() sends again what cannot be read, for it would be lost', () => {
  expect(patched({ A: 1, Secret: 's' }, { A: 2, Secret: 's' }, { unread: ['Secret'] })).toEqual([
    { op: 'add', path: '/A', value: 2 },
    { op: 'add', path: '/Secret', value: 's' },
  ])
})

it('patchOf() names nothing that replaces, and removes nothing that is not there', () => {
  expect(patched({ Name: 'a', B: 1 }, { Name: 'b' }, { fixed: ['Name'], has: () => false })).toEqual([])
})
