import type { WireRequest } from '../../../model/operation.ts'

/** The bucket and the object that a request is about; empty where it names none. */
export interface Place {
  readonly bucket: string
  readonly key: string
}

/** Reads bucket and object from the host, as the public cloud has it, or from the path. */
export function placeOf({ url, headers }: Pick<WireRequest, 'url' | 'headers'>): Place {
  const [path = '/'] = url.split('?', 1)
  const host = headers.host?.split(':', 1)[0] ?? ''
  const named = /^([a-z0-9-]+)\.(?:oss-[\w-]+\.aliyuncs\.com|localhost)$/.exec(host)?.[1]
  const decoded = decode(path.slice(1))
  if (named !== undefined) return { bucket: named, key: decoded }
  const slash = decoded.indexOf('/')
  if (slash < 0) return { bucket: decoded, key: '' }
  return { bucket: decoded.slice(0, slash), key: decoded.slice(slash + 1) }
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
