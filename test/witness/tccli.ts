import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Described, DescribedCall, Members } from './described.ts'
import { packageFolder } from './python-package.ts'

interface Member {
  readonly name: string
  readonly type: string
  readonly member: string
  readonly required?: boolean
}

interface Api {
  readonly actions: Readonly<Record<string, { readonly input: string; readonly output: string }>>
  readonly objects: Readonly<Record<string, { readonly members: readonly Member[] }>>
}

const versions: Readonly<Record<string, string>> = {
  scf: 'v20180416',
  cam: 'v20190116',
  sts: 'v20180813',
  tag: 'v20180813',
  cls: 'v20201016',
}

/** Gives what Tencent Cloud describes of a call in its command line's `api.json` (PyPI: tccli); nothing for COS. */
export function tencentCall(service: string, action: string): DescribedCall | undefined {
  const api = apiOf(service)
  const found = api?.actions[action]
  if (api === undefined || found === undefined) return undefined
  return { input: object(api, found.input), output: object(api, found.output) }
}

const opened = new Map<string, Api | undefined>()

function apiOf(service: string): Api | undefined {
  if (!opened.has(service)) opened.set(service, open(service))
  return opened.get(service)
}

function open(service: string): Api | undefined {
  const folder = packageFolder('tccli')
  const version = versions[service]
  if (folder === undefined || version === undefined) return undefined
  return JSON.parse(readFileSync(join(folder, 'services', service, version, 'api.json'), 'utf8'))
}

function object(api: Api, name: string): Described {
  const members = api.objects[name]?.members ?? []
  return {
    kind: 'record',
    required: members.filter(({ required }) => required === true).map(member => member.name),
    members: (): Members => Object.fromEntries(members.map(member => [member.name, typed(api, member)])),
  }
}

function typed(api: Api, { type, member }: Member): Described {
  switch (type) {
    case 'list':
      return {
        kind: 'list',
        item: () => (Object.hasOwn(api.objects, member) ? object(api, member) : plain(member)),
      }
    case 'object':
      return object(api, member)
    default:
      return plain(type)
  }
}

function plain(type: string): Described {
  switch (type) {
    case 'string':
      return { kind: 'text' }
    case 'int':
    case 'int64':
    case 'uint64':
    case 'integer':
      return { kind: 'number', whole: true }
    case 'float':
      return { kind: 'number', whole: false }
    case 'bool':
    case 'boolean':
      return { kind: 'flag' }
    default:
      return { kind: 'any' }
  }
}
