import { parentPort } from 'node:worker_threads'
import { packFiles, type Wanted } from './pack.ts'

// A file of its own in the build: each thread of the pool runs it, one batch at a time.
parentPort?.on('message', (wanted: readonly Wanted[]) => {
  const batch = packFiles(wanted)
  parentPort?.postMessage(batch, 'body' in batch ? [batch.body.buffer] : [])
})
