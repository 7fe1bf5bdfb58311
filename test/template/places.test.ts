import { expect, test } from 'vitest'
import type { Path } from '../../src/model/value.ts'
import { placesIn } from '../../src/template/places.ts'
import { read } from '../../src/template/yaml/read.ts'

const text = `Globals:
  Function:
    Tracing: Active
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 3
      Rules:
        - { Days: 1 }
        - { Filter: x }
      Events:
        Tick:
          Type: Schedule
          Properties: { Input: '{}' }
`

test.each<[what: string, origin: Path, property: Path, line: number]>([
  ['a property', ['Resources', 'Hello'], ['Timeout'], 8],
  ['a member of a list', ['Resources', 'Hello'], ['Rules', 1, 'Filter'], 11],
  ['what an event has', ['Resources', 'Hello', 'Properties', 'Events', 'Tick'], ['Targets', 0, 'Input'], 15],
  ['what stands deeper than it is put', ['Resources', 'Hello'], ['Input'], 15],
  ['what holds for all', ['Resources', 'Hello'], ['Tracing', 'Mode'], 3],
  ['what nobody wrote', ['Resources', 'Hello'], ['Unheard'], 5],
])('placesIn() finds %s', async (_, origin, property, line) => {
  const { template } = await read('template.yaml', text)
  if (template === undefined) throw new Error('the text is no template')
  expect(placesIn(template)(origin, property).start.line).toBe(line)
})
