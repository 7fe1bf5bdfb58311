import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { findLocalCloud } from '../../emulator/presence.ts'
import type { WorkflowContext } from '../context.ts'
import type { LocalTarget } from './local-cloud.ts'
import { localFolder } from './local-folder.ts'

/** An address of the local cloud for as long as one run needs it. */
export interface LentCloud {
  readonly apiUrl: string
  close(): Promise<void>
}

/**
 * Gives the address of the local cloud that runs, or one behind which it is started by the first call: most functions
 * call nothing, and a start takes longer than they do.
 */
export async function lendLocalCloud(context: WorkflowContext, folder: string): Promise<LentCloud> {
  const running = await findLocalCloud(localFolder(folder))
  if (running !== undefined && !running.passing)
    return { apiUrl: running.apiUrl, close: async () => undefined }
  const sockets = new Set<Socket>()
  let opening: Promise<LocalTarget> | undefined
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
    opening ??= open(context, folder)
    opening.then(
      ({ apiUrl }) => join(socket, Number(new URL(apiUrl).port)),
      () => socket.destroy(),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo // it listens on a port
  return {
    apiUrl: `http://127.0.0.1:${port}`,
    async close() {
      server.close()
      for (const socket of sockets) socket.destroy()
      await opening?.then(local => local.close())
    },
  }
}

async function open(context: WorkflowContext, folder: string): Promise<LocalTarget> {
  const { openLocalCloud } = await import('./local-cloud.ts')
  return openLocalCloud(context, folder)
}

function join(socket: Socket, port: number): void {
  const other = connect(port, '127.0.0.1')
  other.on('error', () => socket.destroy())
  socket.on('close', () => other.destroy())
  socket.pipe(other).pipe(socket)
}
