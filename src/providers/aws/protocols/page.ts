import { list, type Properties } from '../../../model/value.ts'
import { fault } from './fault.ts'

/** Cuts a list into the page that a call asks for with `MaxResults` and `NextToken`; a filter would have to be obeyed, so it is refused. */
export function page<T>(
  all: readonly T[],
  { MaxResults = 10, NextToken = '0', Filters, ParameterFilters }: Properties,
): { readonly items: readonly T[]; readonly next: { readonly NextToken?: string } } {
  if (list(Filters).length + list(ParameterFilters).length > 0)
    throw fault(501, 'NotImplemented', 'The local cloud of fnx knows no filters of this call.')
  const start = Number(NextToken)
  const end = start + Number(MaxResults)
  return { items: all.slice(start, end), next: end < all.length ? { NextToken: String(end) } : {} }
}
