import type { Rule } from '../../../../model/dialect.ts'
import { didYouMean } from '../../../../model/similar.ts'

const sections = [
  'AWSTemplateFormatVersion',
  'Conditions',
  'Description',
  'Globals',
  'Hooks',
  'Mappings',
  'Metadata',
  'Outputs',
  'Parameters',
  'Resources',
  'Rules',
  'Transform',
]

/** Refuses sections that no template has. */
export const rootKey: Rule = {
  code: 'E4217',
  title: 'Section that no template has',
  why: 'CloudFormation refuses a template with a key at its top that it does not know.',
  *check({ template }) {
    // A macro may take any section, and takes it away.
    if (
      JSON.stringify(template.document.Transform ?? [])
        .replaceAll(/"AWS::[^"]*"/g, '')
        .includes('"')
    )
      return
    for (const key of Object.keys(template.document))
      if (!sections.includes(key) && !key.startsWith('Fn::'))
        yield {
          path: [key],
          part: 'key',
          message: `A template has no section "${key}".`,
          ...didYouMean(key, sections),
        }
  },
}
