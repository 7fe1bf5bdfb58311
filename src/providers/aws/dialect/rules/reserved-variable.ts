import type { Rule } from '../../../../model/dialect.ts'
import { functionsOf, variablesOf } from './functions-of.ts'

/** From https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const reserved = new Set(
  (
    '_HANDLER _X_AMZN_TRACE_ID AWS_DEFAULT_REGION AWS_REGION AWS_EXECUTION_ENV AWS_LAMBDA_FUNCTION_NAME ' +
    'AWS_LAMBDA_FUNCTION_MEMORY_SIZE AWS_LAMBDA_FUNCTION_VERSION AWS_LAMBDA_INITIALIZATION_TYPE ' +
    'AWS_LAMBDA_LOG_GROUP_NAME AWS_LAMBDA_LOG_STREAM_NAME AWS_ACCESS_KEY AWS_ACCESS_KEY_ID ' +
    'AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_LAMBDA_RUNTIME_API LAMBDA_TASK_ROOT LAMBDA_RUNTIME_DIR'
  ).split(' '),
)

/** Refuses variables that Lambda sets itself. */
export const reservedVariable: Rule = {
  code: 'E4204',
  title: 'Variable is reserved',
  why: 'Lambda sets this variable itself and refuses a function that does.',
  *check(input) {
    for (const fn of functionsOf(input))
      for (const [name, path] of variablesOf(fn))
        if (reserved.has(name))
          yield {
            path,
            part: 'key',
            message: `${fn.logicalId} sets ${name}, which Lambda keeps for itself.`,
            hint: 'Give the variable another name.',
          }
  },
}
