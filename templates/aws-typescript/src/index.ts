import { greet } from './greet.ts'

interface TimerEvent {
  source: 'aws.events'
  time: string
}

interface HttpEvent {
  source?: undefined
  queryStringParameters?: Record<string, string>
}

/** Answers a request, and writes a line into the log when the timer fires. */
export async function handler(event: TimerEvent | HttpEvent) {
  if (event.source === 'aws.events') {
    console.log(`The timer fired at ${event.time}`)
    return
  }
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      message: greet(event.queryStringParameters?.name),
      bucket: process.env.BUCKET,
    }),
  }
}
