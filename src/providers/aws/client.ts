import type { Pace } from '../../model/provider.ts'
import { clear, refusePages, type Watched } from './clear-answer.ts'
import type { Answer, CallName, ServiceName } from './clients.ts'
import { services } from './services.ts'

/** AWS, reached: one way to call any service, and what resource types must know of the place. */
export interface AwsClient {
  readonly account: string
  readonly region: string
  readonly partition: string
  /** Set when every call goes to one address, such as that of the local cloud. */
  readonly endpoint?: string
  readonly pace: Pace
  /** Makes one call; the input is what the service's API takes, for templates are not typed any closer. */
  call<S extends ServiceName, K extends CallName<S>>(
    service: S,
    name: K,
    input: Readonly<Record<string, unknown>>,
  ): Promise<Answer<S, K>>
  readonly presigned: Presign
}

/** Gives an address of S3 that takes one request of anybody, for so many seconds. */
export type Presign = (
  name: CallName<'s3'>,
  input: Readonly<Record<string, unknown>>,
  seconds: number,
) => Promise<string>

/** Sends a command of a service and gives its answer. */
export type Send = AwsClient['call']

interface Sender {
  readonly client: { send(command: unknown): Promise<unknown> }
  readonly commands: Readonly<Record<string, new (input: Readonly<Record<string, unknown>>) => unknown>>
}

/** What the SDK's clients are made with. */
export type ClientOptions = Readonly<Record<string, unknown>>

// A create that is sent twice may make two things: after an unclear answer it is looked for instead.
const once = /^(ChangeResourceRecordSets$|Create|Add|Publish|Import|Invoke|Subscribe$)/

/** Makes what signs addresses of S3: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html */
export function createPresign(options: ClientOptions): Presign {
  let connected: Promise<Sender> | undefined
  return async (name, input, seconds) => {
    // A checksum would be that of no body at all.
    connected ??= connectService('s3', { ...options, requestChecksumCalculation: 'WHEN_REQUIRED' })
    const [{ client, commands }, { getSignedUrl }] = await Promise.all([
      connected,
      import('@aws-sdk/s3-request-presigner'),
    ])
    const Command = commands[name]
    if (Command === undefined) throw new Error(`s3 has no call ${name}`)
    const [sender, command] = [client, new Command(input)] as unknown as Parameters<typeof getSignedUrl> // the table pairs them
    return getSignedUrl(sender, command, { expiresIn: seconds })
  }
}

/** Makes the sender that loads each service when it is first called and paces every call. */
export function createSend(pace: Pace, options: ClientOptions): Send {
  quieten()
  const senders = new Map<ServiceName, Promise<Sender>>()
  const senderOf = (service: ServiceName): Promise<Sender> => {
    const known = senders.get(service) ?? connectService(service, options)
    senders.set(service, known)
    return known
  }
  const send = async (service: ServiceName, name: string, input: Readonly<Record<string, unknown>>) => {
    const { client, commands } = await senderOf(service)
    const Command = commands[name]
    if (Command === undefined) throw new Error(`${service} has no call ${name}`)
    return pace.attempt(async () => clear(name, await client.send(new Command(input))), {
      repeatable: !once.test(name) && input.Overwrite !== false,
      call: { service, operation: name },
    })
  }
  return send as Send // the table pairs each command with its answer, which a look-up by name cannot show
}

/** Stops the SDK's warning on Node 20 of a coming end of support: fnx says on its own which Node it needs. */
export function quieten(): void {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'
}

async function ownOptions(service: ServiceName, options: ClientOptions): Promise<ClientOptions> {
  if (service === 's3') return { forcePathStyle: options.endpoint !== undefined, useArnRegion: false }
  if (service !== 'kinesis') return {}
  // The client of Kinesis speaks HTTP/2, which neither a local cloud nor every proxy does, but for another one's handler.
  const { Client } = await services.sts.client()
  return { requestHandler: new Client(options).config.requestHandler }
}

async function connectService(service: ServiceName, options: ClientOptions): Promise<Sender> {
  const { Client, commands } = await services[service].client()
  const client = new Client({ ...options, ...(await ownOptions(service, options)) })
  refusePages(client as unknown as Watched) // each client has a stack of its own type, and all take this
  return { client, commands } as unknown as Sender // each client is paired with its own commands
}
