import { queryService } from '../protocols/query.ts'
import { members } from '../protocols/xml.ts'

const on = queryService('cloudformation')

/** The local cloud holds no stacks of CloudFormation, so nothing is exported by one. */
export const stackExports = [on('ListExports', () => ({ Exports: members([]) }))]
