import assert from 'node:assert'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { handler } from '../src/index.js'

const event = JSON.parse(readFileSync(new URL('../events/hello.json', import.meta.url), 'utf8'))

test('greets by name', async () => {
  const { statusCode, body } = await handler(event)
  assert.strictEqual(statusCode, 200)
  assert.strictEqual(JSON.parse(body).message, 'Hello, Ada!')
})

test('answers nothing to the timer', async () => {
  assert.strictEqual(await handler({ source: 'aws.events', time: '2026-01-01T00:00:00Z' }), undefined)
})
