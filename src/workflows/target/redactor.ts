import { type Diagnostic, FnxError } from '../../model/diagnostic.ts'
import type { Provider, ResourceType, Service } from '../../model/provider.ts'
import { redactText } from '../../model/sensitive.ts'
import { member, text } from '../../model/value.ts'
import type { Scope } from '../../template/scope.ts'

/** Keeps secrets out of what a cloud says of its errors: a service may quote the value that it refuses. */
export interface Redactor {
  /** Gives a provider whose diagnostics are redacted. */
  wrap(provider: Provider): Provider
  /** Takes the secrets of a template, once they are known. */
  addSecretsOf(scope: Scope): void
}

// Shorter texts stand in every sentence, and are no secrets.
const least = 4

/** Makes a redactor that knows no secret yet. */
export function createRedactor(): Redactor {
  let secrets: readonly string[] = []
  const redacted = ({ message, hint, ...rest }: Diagnostic): Diagnostic => ({
    ...rest,
    message: redactText(message, secrets),
    ...(hint === undefined ? {} : { hint: redactText(hint, secrets) }),
  })
  return {
    wrap: provider => ({
      ...provider,
      services: provider.services.map(service => ({ ...service, types: redactingTypes(service, redacted) })),
      diagnose(error) {
        const { kind, diagnostic } = provider.diagnose(error)
        return { kind, diagnostic: redacted(diagnostic) }
      },
    }),
    addSecretsOf(scope) {
      secrets = secretsIn(scope)
    },
  }
}

function redactingTypes({ types }: Service, redacted: (found: Diagnostic) => Diagnostic): Service['types'] {
  return Object.fromEntries(
    Object.entries(types).map(([name, load]) => [name, async () => redactingType(await load(), redacted)]),
  )
}

/** What a resource type says by itself may quote what a service answered. */
function redactingType(type: ResourceType, redacted: (found: Diagnostic) => Diagnostic): ResourceType {
  const guarded =
    <Args extends readonly unknown[], T>(call: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      try {
        return await call(...args)
      } catch (error) {
        if (!(error instanceof FnxError)) throw error
        throw new FnxError(error.diagnostics.map(redacted), error.exitCode)
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
function secretsIn({ lookupResults, parameters, secrets }: Scope): readonly string[] {
  const values = [
    ...Object.values(lookupResults.references),
    ...secrets.map(name => text(member(parameters, name)) ?? ''),
  ]
  const forms = values.flatMap(value => [value, JSON.stringify(value).slice(1, -1)])
  return [...new Set(forms)]
    .filter(({ length }) => length >= least)
    .sort((left, right) => right.length - left.length)
}
