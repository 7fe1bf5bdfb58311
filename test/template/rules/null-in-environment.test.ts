import { expect, it } from 'vitest'
import { survive } from '../../support/surviving.ts'

it.each([
  [{ A: 'x\0y' }, ['E4004']],
  [{ 'A\0B': 'x' }, ['E4004']],
  [{ A: 'x' }, []],
])('nullInEnvironment finds what no process can be started with: %j', async (Variables, expected) => {
  const Properties = {
    InlineCode: 'x',
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Environment: { Variables },
  }
  const Resources = { Fn: { Type: 'AWS::Serverless::Function', Properties } }
  const found = await survive(JSON.stringify({ Transform: 'AWS::Serverless-2016-10-31', Resources }))
  expect(found.filter(({ code }) => code === 'E4004').map(({ code }) => code)).toEqual(expected)
  for (const { code, location } of found) if (code === 'E4004') expect(location?.start.line).toBe(1)
})
