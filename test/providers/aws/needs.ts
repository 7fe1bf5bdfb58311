import type { Properties } from '../../../src/model/value.ts'
import type { Need } from '../../support/lifecycle-cases.ts'
import { artifactOf } from './aws-cloud.ts'

/** Who may assume the role of a function. */
export const trust: Properties = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: ['lambda.amazonaws.com'] }, Action: ['sts:AssumeRole'] },
  ],
}

/** A policy that allows one action on everything. */
export const access = (action: string): Properties => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
})

/** Code of a function, as packaging places it. */
export const code = (comment: string): Properties => ({ 'Fnx::Artifact': artifactOf(comment).hash })

/** An attribute of a thing that was made before. */
export const use = (index: number, attribute: string): Properties => ({ use: [index, attribute] })

/** A role that Lambda may assume. */
export const role: Need = {
  type: 'AWS::IAM::Role',
  name: 'runs',
  properties: { AssumeRolePolicyDocument: trust },
}
/** What a function must have beside its code. */
export const settings = { Handler: 'index.handler', Runtime: 'nodejs22.x', Role: use(0, 'Arn') }
/** A function that is there, after its role. */
export const fn: Need = {
  type: 'AWS::Lambda::Function',
  name: 'hello',
  properties: { ...settings, Code: code('one') },
}

/** Tags with characters that get lost where they are not escaped. */
export const tags = [{ Key: 'team', Value: 'a/b: c@d' }]
