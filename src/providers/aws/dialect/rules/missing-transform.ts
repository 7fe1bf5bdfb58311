import type { Rule } from '../../../../model/dialect.ts'

/** Warns of SAM's resources in a template that does not ask for SAM. */
export const missingTransform: Rule = {
  code: 'W4206',
  title: 'Transform is missing',
  why: 'CloudFormation itself takes AWS::Serverless resources only in a template that names the transform.',
  *check({ resources, template }) {
    const first = resources.find(({ type }) => type.startsWith('AWS::Serverless::'))
    const asked = JSON.stringify(template.document.Transform ?? '').includes('AWS::Serverless')
    if (first === undefined || asked) return
    yield {
      path: [...first.path, 'Type'],
      message: `${first.logicalId} is of a type of SAM, but the template does not name the transform.`,
      hint: 'Write "Transform: AWS::Serverless-2016-10-31" at the top.',
    }
  },
}
