import { describe, expect, it } from 'vitest'
import { FnxError } from '../../../src/model/diagnostic.ts'
import type { Properties } from '../../../src/model/value.ts'
import type { AwsClient } from '../../../src/providers/aws/client.ts'
import type { CallName } from '../../../src/providers/aws/clients.ts'
import { made } from '../../../src/providers/aws/kit/recipe.ts'
import { factsOf } from '../../../src/providers/kit/facts.ts'
import { byAnswer, byName, within } from '../../../src/providers/kit/identifier.ts'
import { setting, settings } from '../../../src/providers/kit/parts.ts'
import type { Recipe } from '../../../src/providers/kit/recipe.ts'
import { recordedCloud, sdkError } from '../../support/recorded-cloud.ts'
import { inputOf } from '../aws/aws-cloud.ts'

const names = { names: { Name: 'functionName' } }

/** A thing of which the cloud answers the ID, with an updating call, a part of its own and a mark. */
const recipe: Recipe<AwsClient, CallName<'lambda'>> = {
  type: 'Test::Thing',
  nameProperty: 'Name',
  id: within({ parent: 'Owner' }, byAnswer('FunctionArn', { member: 'Id', name: 'FunctionName' })),
  form: names,
  create: { call: 'CreateFunction', takes: ['Fixed', 'Text', 'Size'], answer: 'Made' },
  parts: [
    settings({ call: 'UpdateFunctionConfiguration', takes: ['Text', 'Size'], resets: { Size: 1 } }),
    setting({ property: 'Limit', put: 'PutFunctionConcurrency', drop: 'DeleteFunctionConcurrency' }),
  ],
  mark: { property: 'Text', write: instance => `[fnx:${instance}]`, pattern: / ?\[fnx:([\w-]*)\]$/ },
  show: async ({ ask }) => {
    const live = await ask('GetFunction')
    return live && { live }
  },
  delete: { call: 'DeleteFunction' },
}

const thing = made('lambda', recipe)

describe('a type made of a recipe', () => {
  it('takes what its calls take, and replaces for what the creating call alone takes', () => {
    expect(factsOf(recipe)).toMatchObject({
      takes: ['Fixed', 'Limit', 'Name', 'Owner', 'Size', 'Text'],
      reads: ['Fixed', 'Limit', 'Size', 'Text'],
      replaceOn: ['Fixed', 'Name', 'Owner'],
    })
    expect(thing.replaceOn).toBeUndefined()
  })

  it('sends what the creating call takes in it and the rest after it', async () => {
    const { client, calls } = recordedCloud({ CreateFunction: { Made: { FunctionArn: 'one' } } })
    const properties = { Owner: 'me', Fixed: 1, Text: 'hello', Limit: 5 }
    const created = await thing.create(client, inputOf('named', properties))
    expect(created).toEqual({ physicalId: 'me|one', attributes: { Ref: 'me|one' } })
    expect(calls).toEqual([
      {
        action: 'CreateFunction',
        members: { Owner: 'me', FunctionName: 'named', Fixed: 1, Text: 'hello [fnx:abcd1234]' },
      },
      { action: 'PutFunctionConcurrency', members: { Owner: 'me', Id: 'one', Limit: 5 } },
    ])
  })

  it('calls an answer without an ID unclear, so that what was made is looked for', async () => {
    const { client } = recordedCloud({ CreateFunction: {} })
    const error = await thing.create(client, inputOf('named', { Owner: 'me' })).catch(found => found)
    expect(error).toBeInstanceOf(FnxError)
    expect(error.diagnostics[0].code).toBe('E6008')
  })

  it('makes no call for what did not change, and resets what left', async () => {
    const { client, calls } = recordedCloud()
    const before: Properties = { Owner: 'me', Text: 'a', Size: 5, Limit: 5 }
    await thing.update(client, 'me|one', inputOf('named', before, { before }))
    expect(calls).toEqual([])
    await thing.update(client, 'me|one', inputOf('named', { Owner: 'me', Text: 'a' }, { before }))
    expect(calls).toEqual([
      {
        action: 'UpdateFunctionConfiguration',
        members: { Owner: 'me', Id: 'one', Text: 'a [fnx:abcd1234]', Size: 1 },
      },
      { action: 'DeleteFunctionConcurrency', members: { Owner: 'me', Id: 'one' } },
    ])
  })

  it('forgives a missing thing where it drops, never where it writes', async () => {
    const gone = sdkError('ResourceNotFoundException')
    const { client } = recordedCloud({ DeleteFunctionConcurrency: gone, PutFunctionConcurrency: gone })
    const update = (now: Properties, before: Properties) =>
      thing.update(client, 'me|one', inputOf('named', now, { before }))
    await update({}, { Limit: 5 })
    await expect(update({ Limit: 5 }, {})).rejects.toThrow('ResourceNotFoundException')
  })

  it('does not overwrite what has the name', async () => {
    const put = made('events', {
      type: 'Test::Put',
      id: byName('Name'),
      create: { call: 'PutRule', takes: [], overwrites: true },
      show: async ({ ask }) => {
        const live = await ask('DescribeRule')
        return live && { live }
      },
      delete: { call: 'DeleteRule' },
    })
    const { client, calls } = recordedCloud({ DescribeRule: { Name: 'taken' } })
    const error = await put.create(client, inputOf('taken', {})).catch(found => found)
    expect(error.diagnostics[0].code).toBe('E6004')
    expect(calls.map(({ action }) => action)).toEqual(['DescribeRule'])
  })
})
