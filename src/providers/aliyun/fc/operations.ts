/** Where an operation of a REST-like API goes: `GET /functions/{functionName}`; a name in braces is a member of the input. */
export type Place = `${'DELETE' | 'GET' | 'POST' | 'PUT'} /${string}`

/**
 * The operations of FC 3.0 that fnx calls (https://help.aliyun.com/zh/functioncompute/fc-3-0/developer-reference/api-fc-2023-03-30-overview).
 * What the place does not name goes into the body of a POST or PUT, else into the query.
 */
export const operations: Readonly<Record<string, Place>> = {
  CreateFunction: 'POST /functions',
  CreateTrigger: 'POST /functions/{functionName}/triggers',
  DeleteFunction: 'DELETE /functions/{functionName}',
  DeleteTrigger: 'DELETE /functions/{functionName}/triggers/{triggerName}',
  GetFunction: 'GET /functions/{functionName}',
  GetTrigger: 'GET /functions/{functionName}/triggers/{triggerName}',
  InvokeFunction: 'POST /functions/{functionName}/invocations',
  ListFunctions: 'GET /functions',
  ListTriggers: 'GET /functions/{functionName}/triggers',
  TagResources: 'POST /tags-v2',
  UntagResources: 'DELETE /tags-v2',
  UpdateFunction: 'PUT /functions/{functionName}',
  UpdateTrigger: 'PUT /functions/{functionName}/triggers/{triggerName}',
}
