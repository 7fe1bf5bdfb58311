import type { Rule } from '../../../model/provider.ts'

/** The rules that hold for templates of AWS alone. */
export const rules: readonly Rule[] = []
