import type { Location } from './diagnostic.ts'
import { holdsCall, isSecret, type Path, type Properties, text, type Value } from './value.ts'

/** One thing of a stack. Its properties may hold calls until the resources that they name exist. */
export interface Resource {
  readonly logicalId: string
  readonly type: string
  readonly properties: Properties
  /** Logical IDs that come first: those declared and those that the properties mention, sorted. */
  readonly dependsOn: readonly string[]
  readonly deletionPolicy: 'Delete' | 'Retain'
  /** What the template says beside the properties, such as `BuildMethod`. */
  readonly metadata: Properties
  /** Where in the template it comes from; a generated resource names the one that caused it. */
  readonly origin: Path
  /** Tags of the nested stacks that it is in, by their keys. */
  readonly tags?: Properties
}

/** A result that the template names for people and for other programs. */
export interface Output {
  readonly name: string
  readonly value: Value
  readonly description?: string
  /** The name under which other stacks may import it. */
  readonly exportName?: Value
}

/** The resources of one deployment, conditions applied and parameters filled in. */
export interface Stack {
  readonly name: string
  readonly provider: string
  readonly description?: string
  /** By logical ID, in the order of the template. */
  readonly resources: Readonly<Record<string, Resource>>
  readonly outputs: readonly Output[]
  /** Names of the exports of other stacks that its values were taken from, sorted. */
  readonly imports?: readonly string[]
}

/** Gives what a stack exports by name, as far as its values are known; `redacted` reduces a value. */
export function exportsOf({ outputs }: Stack, redacted: (value: Value) => Value): Properties {
  const found = outputs.flatMap(({ exportName, value }): readonly (readonly [string, Value])[] => {
    const name = exportName === undefined ? undefined : text(redacted(exportName))
    return name === undefined ? [] : [[name, redacted(value)]]
  })
  return Object.fromEntries(found.filter(([, value]) => isSecret(value) || !holdsCall(value)))
}

/** What of a stack is packaged: a function, a layer, or what takes a file from a bucket. */
export interface Coded {
  /** The logical ID in a template, or the name that it was deployed under: unique in one local cloud. */
  readonly id: string
  /** The cloud whose contract it is run by. */
  readonly provider: string
  /** As the template writes it: `nodejs20.x`, `python3.12`, `Nodejs18.15`. */
  readonly runtime: string
  /** Where its code is; absent when the template names none that fnx can read, such as an image. */
  readonly code?: CodeSource
  /** The machine that it runs on, where the template says it: `Architectures` of AWS. */
  readonly architecture?: 'x86_64' | 'arm64'
  /** How its property names an uploaded object, where no call takes the bytes themselves. */
  readonly uploaded?: 'address' | 'Bucket and Key' | 'S3Bucket and S3Key'
  /** Where its handler is written, while it is run from its template. */
  readonly place?: Location
}

/** Gives the place of what is found of a function. */
export function placeOfFunction({ place }: Pick<FunctionSpec, 'place'>): { readonly location?: Location } {
  return place === undefined ? {} : { location: place }
}

/** A function of a stack, as packaging and the local cloud see it. */
export interface FunctionSpec extends Coded {
  /** The name that the function sees. */
  readonly name: string
  readonly handler: string
  readonly environment: Readonly<Record<string, string>>
  /** Seconds. */
  readonly timeout: number
  /** MB. */
  readonly memory: number
  readonly region: string
  readonly account: string
  /** An initializer that runs once per execution environment (Aliyun). */
  readonly initializer?: { readonly handler: string; readonly timeout: number }
  /** At most so many execution environments at once. */
  readonly concurrency?: number
  /** In the order in which they are laid over each other. */
  readonly layers?: readonly UsedLayer[]
}

/** A layer that a function uses. */
export interface UsedLayer {
  /** The logical ID of a layer of the same template, or an ARN. */
  readonly name: string
  /** SHA-256 of its zip among the bytes that the local cloud's store keeps. */
  readonly stored?: string
}

/** Code of a function: a path as the template writes it, text or a zip in the template, or an object in the cloud. */
export interface CodeSource {
  /** Path of the code property within the resource's properties, which `placeCode` fills. */
  readonly property: Path
  /** Relative to the template's folder; a folder, a file or a zip. */
  readonly path?: string
  /** The path is of a file that goes as it is, in no zip. */
  readonly raw?: true
  readonly inline?: string
  /** A zip that stands in the template, in base64. */
  readonly zip?: string
  /**
   * What the text in the template is made of while a part of it is known only at the step, or is a secret: such code is
   * packed at its step, and `inline` is what stands for it in a run that deploys nothing.
   */
  readonly late?: Value
  readonly object?: { readonly bucket: string; readonly key: string }
  /** The name of an image that is not in a registry of the cloud. */
  readonly image?: string
  /** SHA-256 of the zip among the bytes that the local cloud's store keeps: how a deployed function names its code. */
  readonly stored?: string
  /** Metadata of the template: `BuildMethod` and `BuildProperties`. */
  readonly build?: Properties
  /** A folder of packages that runs on this machine find beside the code, and no zip holds. */
  readonly aside?: string
  /** The path names what a build made: what the project leaves out of its code has been left out already. */
  readonly built?: boolean
}

/** One way into a function by HTTP, as the gateway of the local cloud serves it. */
export interface Route {
  /** `ANY` or a method in upper case. */
  readonly method: string
  /** `/a/{id}/{rest+}`: `{name}` takes one segment, `{name+}` all that follow. */
  readonly path: string
  readonly functionId: string
  /** Which contract shapes event and answer: the name of an HttpContract of the provider. */
  readonly contract: string
  /** What tells this API from others: the logical ID in a template, the API's id or the function's name when deployed. */
  readonly api: string
  readonly stage?: string
  readonly cors?: CorsRule
  readonly settings?: Properties
  /** The function lets nobody call it this way: the cloud answers by itself, as the contract's `refusal` says. */
  readonly refused?: boolean
}

/** What a browser is allowed; empty lists allow nothing. */
export interface CorsRule {
  readonly origins: readonly string[]
  readonly methods: readonly string[]
  readonly headers: readonly string[]
  readonly exposed: readonly string[]
  readonly credentials: boolean
  /** Seconds. */
  readonly maxAge?: number
}

/** A timer of a stack, as the local cloud fires it. */
export interface Timer {
  readonly id: string
  readonly functionId: string
  /** As the cloud writes it: `rate(5 minutes)`, `cron(…)`, `@every 4m`, a cron of 6 or 7 fields. */
  readonly schedule: string
  readonly enabled: boolean
  /** The function does not let it call: the cloud fires in vain. */
  readonly refused?: boolean
  /** The event that the function gets; `time` is the time of firing. */
  event(time: Date): Value
}

/** What of a stack the local cloud can run. */
export interface LocalApp {
  readonly functions: readonly FunctionSpec[]
  readonly routes: readonly Route[]
  readonly timers: readonly Timer[]
  /** What the template asks for that the local cloud does not run, in words for the terminal. */
  readonly unsupported: readonly string[]
}
