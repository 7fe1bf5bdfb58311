'use strict'

exports.main_handler = async (event, context) => {
  if (event.Type === 'Timer') {
    console.log(`woken ${event.Message}`)
    return 'done'
  }
  const name = (event.queryString && event.queryString.name) || 'world'
  return {
    isBase64Encoded: false,
    statusCode: 200,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ message: `${process.env.GREETING}, ${name}!`, request: context.request_id }),
  }
}
