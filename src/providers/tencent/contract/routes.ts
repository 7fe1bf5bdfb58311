import type { CorsRule, Route } from '../../../model/stack.ts'
import { list, type Properties, record, text, type Value } from '../../../model/value.ts'

/** The account that every local Tencent cloud has. */
export const localAccount = { uin: '100000000000', appId: '1250000000' } as const

/** A function URL as the local gateway serves it. */
export interface FunctionUrl {
  readonly functionId: string
  readonly name: string
  /** `Path` and `Method` of events that name them; a URL answers to all else. */
  readonly written: readonly Properties[]
  /** The description of the trigger. */
  readonly description: Properties
}

/**
 * Gives the routes of function URLs. On one local address each function answers below its name, and the only one
 * of a stack below everything; an event that names a path is served there and nowhere else.
 */
export function routesOf(urls: readonly FunctionUrl[]): readonly Route[] {
  return urls.flatMap(url => {
    const written = url.written.length > 0 ? url.written : [{}]
    return written.flatMap(entry => {
      const { Path, Method } = record(entry)
      const method = (text(Method) ?? 'ANY').toUpperCase()
      if (typeof Path === 'string') return [route(url, method, Path.startsWith('/') ? Path : `/${Path}`)]
      const everywhere = urls.length === 1 ? [route(url, method, '/'), route(url, method, '/{path+}')] : []
      const below = `/${url.name}`
      return [
        route(url, method, below, { prefix: below }),
        route(url, method, `${below}/{path+}`, { prefix: below }),
        ...everywhere,
      ]
    })
  })
}

function route(url: FunctionUrl, method: string, path: string, settings?: Properties): Route {
  const cors = corsOf(record(url.description.CorsConfig))
  return {
    method,
    path,
    functionId: url.functionId,
    contract: 'url',
    api: url.name,
    ...(cors === undefined ? {} : { cors }),
    ...(settings === undefined ? {} : { settings }),
  }
}

function corsOf({
  Enable,
  Origins,
  Methods,
  Headers,
  ExposeHeaders,
  Credentials,
  MaxAge,
}: Properties): CorsRule | undefined {
  if (Enable !== true) return undefined
  return {
    origins: words(Origins),
    methods: words(Methods),
    headers: words(Headers),
    exposed: words(ExposeHeaders),
    credentials: Credentials === true,
    ...(typeof MaxAge === 'number' ? { maxAge: MaxAge } : {}),
  }
}

function words(value: Value | undefined): readonly string[] {
  return list(value).flatMap(item => text(item) ?? [])
}
