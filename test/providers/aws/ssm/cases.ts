import type { Case } from '../../../support/lifecycle-cases.ts'

/** A parameter. */
export const cases: readonly Case[] = [
  {
    type: 'AWS::SSM::Parameter',
    name: '/shop/size',
    first: {
      AllowedPattern: '[0-9]+',
      Description: 'How many',
      Name: '/shop/size',
      Tags: { team: 'a/b: c@d' },
      Type: 'String',
      Value: '7',
    },
    second: { Name: '/shop/size', Type: 'String', Value: 'many' },
  },
]
