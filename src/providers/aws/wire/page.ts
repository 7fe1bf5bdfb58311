import type { Properties } from '../../../model/value.ts'

/** Cuts a list into the page that a call asks for with `MaxResults` and `NextToken`. */
export function page<T>(
  all: readonly T[],
  { MaxResults = 10, NextToken = '0' }: Properties,
): { readonly items: readonly T[]; readonly next: { readonly NextToken?: string } } {
  const start = Number(NextToken)
  const end = start + Number(MaxResults)
  return { items: all.slice(start, end), next: end < all.length ? { NextToken: String(end) } : {} }
}
