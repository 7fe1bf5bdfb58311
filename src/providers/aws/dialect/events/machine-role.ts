import { present } from '../calls.ts'
import { startExecution, trust } from '../iam.ts'
import type { GeneratedResource } from '../transform-context.ts'
import type { EventSource, MachineTarget } from './trigger.ts'

/** Makes the role by which a service may start a state machine. */
export function machineRole({ id }: EventSource, target: MachineTarget, service: string): GeneratedResource {
  const roleId = `${id}Role`
  return {
    id: roleId,
    type: 'AWS::IAM::Role',
    properties: present({
      AssumeRolePolicyDocument: trust(service),
      Policies: [startExecution(target.arn, roleId)],
      PermissionsBoundary: target.boundary,
    }),
    attributes: target.passed,
  }
}
