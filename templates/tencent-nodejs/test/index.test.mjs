import assert from 'node:assert'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { main_handler } from '../src/index.js'

process.env.GREETING = 'Hello'
const event = JSON.parse(readFileSync(new URL('../events/hello.json', import.meta.url), 'utf8'))
const context = { request_id: 'test' }

test('greets by name', async () => {
  const { statusCode, body } = await main_handler(event, context)
  assert.strictEqual(statusCode, 200)
  assert.strictEqual(JSON.parse(body).message, 'Hello, Ada!')
})

test('is done with the timer', async () => {
  assert.strictEqual(await main_handler({ Type: 'Timer', Message: 'on the hour' }, context), 'done')
})
