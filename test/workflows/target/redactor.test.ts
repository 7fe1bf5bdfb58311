import { expect, it } from 'vitest'
import { FnxError } from '../../../src/model/diagnostic.ts'
import { noLookupResults } from '../../../src/model/lookup-results.ts'
import type { Provider, ResourceType } from '../../../src/model/provider.ts'
import { loadTypes } from '../../../src/model/service.ts'
import { provider } from '../../../src/providers/aws/provider.ts'
import type { Scope } from '../../../src/template/scope.ts'
import { createRedactor } from '../../../src/workflows/target/redactor.ts'

const scope: Scope = {
  parameters: { Open: 'open-value', Hidden: 'say "hunter2"' },
  declared: ['Open', 'Hidden'],
  secrets: ['Hidden'],
  mappings: {},
  conditions: {},
  pseudo: {},
  lookupResults: {
    ...noLookupResults,
    references: { '{{resolve:ssm:a}}': 'hunter2', '{{resolve:ssm:b}}': 'on' },
  },
}

it('hides secrets in what a resource type says by itself', async () => {
  const redactor = createRedactor()
  redactor.addSecretsOf(scope)
  const refuses: ResourceType = {
    type: 'A',
    replaceOn: [],
    takes: [],
    reads: [],
    find: async () => undefined,
    read: async () => undefined,
    update: async () => ({ physicalId: 'a', attributes: {} }),
    delete: async () => undefined,
    create: async () => {
      throw new FnxError({ code: 'E6205', message: 'Refused: hunter2.', hint: 'Not hunter2.' }, 3)
    },
  }
  const services = [{ name: 'a', title: 'A', types: { A: async () => refuses } }]
  const [type] = await loadTypes(redactor.wrap({ ...provider, services } as Provider), ['A']) // the client's type is of no matter
  const input = { logicalId: 'A', name: 'a', tags: {}, properties: {} }
  await expect(type?.create(undefined, input)).rejects.toMatchObject({
    exitCode: 3,
    diagnostics: [{ code: 'E6205', message: 'Refused: (secret).', hint: 'Not (secret).' }],
  })
})

it.each([
  ['a value alone', 'hunter2', '(secret)'],
  ['a part of a longer value', 'postgres://me:hunter2@host', 'postgres://me:(secret)@host'],
  ['the longest that fits', 'say "hunter2"', '(secret)'],
  ['a value within JSON', '{"a":"say \\"hunter2\\""}', '{"a":"(secret)"}'],
  ['nothing that is open or too short to be one', 'open-value on', 'open-value on'],
])('hides %s in what a cloud says', (_what, said, shown) => {
  const redactor = createRedactor()
  const diagnose = (message: string) =>
    redactor.wrap(provider).diagnose(new Error(message)).diagnostic.message
  expect(diagnose(said)).toContain(said)
  redactor.addSecretsOf(scope)
  expect(diagnose(said)).toContain(shown)
  expect(diagnose(said)).not.toContain('hunter2')
})
