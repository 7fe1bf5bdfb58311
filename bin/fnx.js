#!/usr/bin/env node
// CommonJS, because Node starts it faster; the two commonest questions are answered before anything is loaded.
const texts = { '--version': 'version.txt', '-v': 'version.txt', '--help': 'help.txt', '-h': 'help.txt' }
const [, , word, more] = process.argv
const text = more === undefined && Object.hasOwn(texts, word) ? texts[word] : undefined
if (text) {
  process.stdout.on('error', ({ code }) => {
    process.exitCode = code === 'EPIPE' ? 0 : 1 // a reader that went away, such as head, is no trouble
  })
  process.stdout.write(require('node:fs').readFileSync(`${__dirname}/../dist/${text}`))
} else void import('../dist/main.js')
