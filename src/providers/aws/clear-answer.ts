/**
 * Calls that make something and say what: PutRule answers the ARN of the rule, PutObject the ETag of the object. Of
 * CreateLogGroup its page says that it "sends back an HTTP 200 response with an empty HTTP body", and
 * CreateUserPoolDomain has nothing to say of a domain of Cognito's own; AddCustomAttributes never has.
 */
const creating =
  /^(?!AddCustomAttributes$|AddTags|CreateLogGroup$|CreateStream$|CreateUserPoolDomain$)(ChangeResourceRecordSets$|Create|Add|Publish|Import|PutGatewayResponse$|PutMethod$|PutFunctionEventInvokeConfig$|PutRule$|PutObject$|PutParameter$|Subscribe$)/

interface Response {
  readonly statusCode?: number
  readonly headers?: Readonly<Record<string, string>>
}

/** What the SDK calls with each request on its way to the socket. */
type Handler = (args: {
  readonly request?: unknown
}) => Promise<{ readonly response?: unknown; readonly output?: unknown }>

/** The part of an SDK client that takes a look at raw answers. */
export interface Watched {
  readonly middlewareStack: {
    add(
      middleware: (next: Handler) => Handler,
      options: { readonly step: 'deserialize'; readonly priority: 'high'; readonly name: string },
    ): void
  }
}

/**
 * Lets a client take a page for no answer: AWS answers in JSON or XML, while proxies, sign-in pages and other servers at
 * the address answer any call with HTML and 200. What calls itself a page and was read as an answer is none: so write
 * some emulators of AWS.
 */
export function refusePages({ middlewareStack }: Watched): void {
  middlewareStack.add(
    next => async args => {
      const result = await next(args)
      if (isPage(result.response) && !saysSomething(result.output)) throw unclear('a page came')
      return result
    },
    { step: 'deserialize', priority: 'high', name: 'refusePages' },
  )
}

/** Gives the answer of a call, or throws when it is one that makes something and the answer says nothing of it. */
export function clear<T>(call: string, answer: T): T {
  if (!creating.test(call)) return answer
  if (saysSomething(answer)) return answer
  throw unclear(`it says nothing of what ${call} made`)
}

function saysSomething(answer: unknown): boolean {
  const { $metadata: _, ...members } = Object(answer)
  return Object.values(members).some(value => value !== undefined)
}

function isPage(response: unknown): boolean {
  const { statusCode = 0, headers = {} }: Response = Object(response)
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  const isEmpty = headers['content-length'] === '0'
  return statusCode < 300 && !isEmpty && /^text\/html\b/i.test(type ?? '')
}

/** `diagnose` takes a syntax error for no clear answer. */
function unclear(why: string): SyntaxError {
  return new SyntaxError(why)
}
