// Answers a request, and writes a line into the log when the timer fires.
exports.handler = async event => {
  if (event.source === 'aws.events') {
    console.log(`The timer fired at ${event.time}`)
    return
  }
  const name = event.queryStringParameters?.name ?? 'world'
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ message: `Hello, ${name}!`, bucket: process.env.BUCKET }),
  }
}
