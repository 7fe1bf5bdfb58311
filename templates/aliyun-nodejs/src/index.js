'use strict'

exports.handler = async (event, context) => {
  const { queryParameters, triggerName, payload } = JSON.parse(event.toString())
  if (triggerName !== undefined) {
    console.log(`woken ${payload}`)
    return 'done'
  }
  const name = (queryParameters && queryParameters.name) || 'world'
  return {
    statusCode: 200,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ message: `${process.env.GREETING}, ${name}!`, request: context.requestId }),
  }
}
