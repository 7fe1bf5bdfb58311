import type { Contract } from '../model/contract.ts'
import type { Cloud } from '../model/provider.ts'

/** Gives a function that loads the contract of a cloud at the first need. */
export function contractLoader(clouds: readonly Cloud[]): (provider: string) => Promise<Contract> {
  const known = new Map<string, Promise<Contract>>()
  return provider => {
    const found = known.get(provider)
    if (found !== undefined) return found
    const cloud = clouds.find(({ name }) => name === provider)
    if (cloud === undefined) throw new Error(`There is no cloud "${provider}". This is a bug in fnx.`)
    const loading = cloud.contract()
    known.set(provider, loading)
    return loading
  }
}
