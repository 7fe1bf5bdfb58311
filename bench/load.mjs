// Sends requests over so many kept connections for so many seconds, each as soon as the last was answered, and prints what came of it:
// node bench/load.mjs URL CLIENTS SECONDS
import { connect } from 'node:net'

const [address, clients, seconds] = process.argv.slice(2)
const { hostname, port, pathname } = new URL(address)
const request = `GET ${pathname} HTTP/1.1\r\nhost: ${hostname}:${port}\r\n\r\n`
const times = []
let failed = 0

const end = performance.now() + Number(seconds) * 1000
await Promise.all(Array.from({ length: Number(clients) }, keepAsking))
times.sort((a, b) => a - b)
const p99 = times[Math.floor(times.length * 0.99)] ?? 0
process.stdout.write(JSON.stringify({ perSecond: times.length / Number(seconds), p99, failed }))

function keepAsking() {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname).setNoDelay()
    let received = ''
    let sent = 0
    const ask = () => {
      sent = performance.now()
      socket.write(request)
    }
    socket.setEncoding('latin1').on('connect', ask).on('error', reject)
    socket.on('data', part => {
      received += part
      const head = received.indexOf('\r\n\r\n')
      const length = head < 0 ? undefined : /\r\ncontent-length: *(\d+)/i.exec(received.slice(0, head))?.[1]
      if (length === undefined || received.length < head + 4 + Number(length)) return
      const now = performance.now()
      times.push(now - sent)
      if (!received.startsWith('HTTP/1.1 200')) failed++
      received = ''
      if (now < end) ask()
      else socket.end(() => resolve())
    })
  })
}
