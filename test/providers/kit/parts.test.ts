import { describe, expect, it } from 'vitest'
import type { Properties } from '../../../src/model/value.ts'
import type { Form } from '../../../src/providers/kit/form.ts'
import { type Change, items, type Part, setting, settings } from '../../../src/providers/kit/parts.ts'
import { recordedCloud } from '../../support/recorded-cloud.ts'
import { inputOf } from '../aws/aws-cloud.ts'

async function callsOf(part: Part, before: Properties, now: Properties, form: Form = {}) {
  const input = inputOf('thing', now)
  const [{ client }, id, key] = [recordedCloud(), 'id', { Name: 'id' }]
  const none = async () => undefined
  const change: Change = {
    session: { client, id, key, ask: none, send: none },
    client,
    id,
    key,
    input,
    now,
    before,
    form,
  }
  return (await part.calls(change)).map(({ action, members }) => ({ action, members }))
}

describe('settings()', () => {
  const part = settings({
    call: 'Update',
    takes: ['A', 'B', 'C'],
    resets: { A: 3, 'B.Group': id => `/default/${id}`, B: { Format: 'Text' } },
  })

  it('sends all that the template has', async () => {
    expect(await callsOf(part, { A: 1, C: 1 }, { A: 2, C: 1 })).toEqual([
      { action: 'Update', members: { Name: 'id', A: 2, C: 1 } },
    ])
  })

  it('sends the default of what left the template, also within a map', async () => {
    expect(
      await callsOf(part, { A: 1, B: { Group: 'x', Format: 'JSON' } }, { B: { Format: 'JSON' } }),
    ).toEqual([
      { action: 'Update', members: { Name: 'id', A: 3, B: { Format: 'JSON', Group: '/default/id' } } },
    ])
    expect(await callsOf(part, { B: { Group: 'x' } }, {})).toEqual([
      { action: 'Update', members: { Name: 'id', B: { Format: 'Text', Group: '/default/id' } } },
    ])
  })

  it('sends what changed alone where it is told to', async () => {
    const own = settings({ call: 'Update', takes: ['A', 'B'], changedOnly: true })
    expect(await callsOf(own, { A: 1, B: 1 }, { A: 2, B: 1 })).toEqual([
      { action: 'Update', members: { Name: 'id', A: 2 } },
    ])
  })
})

describe('setting()', () => {
  it('puts, and drops by a call of its own', async () => {
    const part = setting({ property: 'A', put: 'PutA', drop: 'DropA' })
    expect(await callsOf(part, {}, { A: 1 })).toEqual([{ action: 'PutA', members: { Name: 'id', A: 1 } }])
    expect(await callsOf(part, { A: 1 }, {})).toEqual([{ action: 'DropA', members: { Name: 'id' } }])
  })

  it('puts the default where no call drops', async () => {
    const part = setting({ property: 'A', put: 'PutA', reset: 'Off', as: 'Mode' })
    expect(await callsOf(part, { A: 'On' }, {})).toEqual([
      { action: 'PutA', members: { Name: 'id', Mode: 'Off' } },
    ])
  })
})

describe('items()', () => {
  it('puts what is new or changed, then drops what left', async () => {
    const part = items({
      property: 'Policies',
      name: item => String((item as Properties).Id),
      put: 'Put',
      drop: 'Drop',
      putting: item => item as Properties,
      dropping: Id => ({ Id }),
    })
    const before = { Policies: [{ Id: 'a' }, { Id: 'b', V: 1 }, { Id: 'c' }] }
    const now = { Policies: [{ Id: 'd' }, { Id: 'b', V: 2 }, { Id: 'c' }] }
    expect(await callsOf(part, before, now)).toEqual([
      { action: 'Put', members: { Name: 'id', Id: 'd' } },
      { action: 'Put', members: { Name: 'id', Id: 'b', V: 2 } },
      { action: 'Drop', members: { Name: 'id', Id: 'a' } },
    ])
  })
})
