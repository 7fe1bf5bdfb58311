import { type Diagnostic, FnxError } from '../model/diagnostic.ts'
import type { Provider, ResourceType, Service } from '../model/provider.ts'
import { member, text } from '../model/value.ts'
import type { Scope } from '../template/scope.ts'

/** Keeps secrets out of what a cloud says of its errors: a service may quote the value that it refuses. */
export interface Hush {
  /** Gives a provider whose diagnostics are hushed. */
  over(provider: Provider): Provider
  /** Takes the secrets of a template, once they are known. */
  hide(scope: Scope): void
}

// Shorter texts stand in every sentence, and are no secrets.
const least = 4

/** Makes a hush that knows no secret yet. */
export function createHush(): Hush {
  let secrets: readonly string[] = []
  const hushed = ({ message, hint, ...rest }: Diagnostic): Diagnostic => ({
    ...rest,
    message: hidden(message, secrets),
    ...(hint === undefined ? {} : { hint: hidden(hint, secrets) }),
  })
  return {
    over: provider => ({
      ...provider,
      services: provider.services.map(service => ({ ...service, types: guardedTypes(service, hushed) })),
      diagnose(error) {
        const { trouble, diagnostic } = provider.diagnose(error)
        return { trouble, diagnostic: hushed(diagnostic) }
      },
    }),
    hide(scope) {
      secrets = secretsIn(scope)
    },
  }
}

function guardedTypes({ types }: Service, hushed: (found: Diagnostic) => Diagnostic): Service['types'] {
  return Object.fromEntries(
    Object.entries(types).map(([name, load]) => [name, async () => discreet(await load(), hushed)]),
  )
}

/** What a resource type says by itself may quote what a service answered. */
function discreet(type: ResourceType, hushed: (found: Diagnostic) => Diagnostic): ResourceType {
  const guarded =
    <Args extends readonly unknown[], T>(call: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      try {
        return await call(...args)
      } catch (error) {
        if (!(error instanceof FnxError)) throw error
        throw new FnxError(error.diagnostics.map(hushed), error.exitCode)
      }
    }
  return {
    ...type,
    create: guarded(type.create),
    find: guarded(type.find),
    read: guarded(type.read),
    update: guarded(type.update),
    delete: guarded(type.delete),
  }
}

/** Longest first, so that no part of one is left standing. */
function secretsIn({ answers, parameters, secrets }: Scope): readonly string[] {
  const values = [
    ...Object.values(answers.references),
    ...secrets.map(name => text(member(parameters, name)) ?? ''),
  ]
  const forms = values.flatMap(value => [value, JSON.stringify(value).slice(1, -1)])
  return [...new Set(forms)]
    .filter(({ length }) => length >= least)
    .sort((left, right) => right.length - left.length)
}

function hidden(sentence: string, secrets: readonly string[]): string {
  return secrets.reduce((left, value) => left.replaceAll(value, '(secret)'), sentence)
}
