import assert from 'node:assert'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { handler } from '../src/index.js'

process.env.GREETING = 'Hello'
const event = JSON.parse(readFileSync(new URL('../events/hello.json', import.meta.url), 'utf8'))
const context = { requestId: 'test' }
const bytes = value => Buffer.from(JSON.stringify(value))

test('greets by name', async () => {
  const { statusCode, body } = await handler(bytes(event), context)
  assert.strictEqual(statusCode, 200)
  assert.strictEqual(JSON.parse(body).message, 'Hello, Ada!')
})

test('is done with the timer', async () => {
  assert.strictEqual(await handler(bytes({ triggerName: 'hourly', payload: 'on the hour' }), context), 'done')
})
