import { expect, it } from 'vitest'
import { laid, project, sam } from '../support/diagnosed.ts'
import { fnx } from '../support/fnx.ts'

const withSecret = `Parameters:\n  Pw: {Type: String, NoEcho: true, Default: abc}\n${sam}`

/** Resources that no plan is made of, with the code of what is said. */
it.each([
  [
    'E5001',
    '    Type: AWS::CodeStar::GitHubRepository\n    Properties: {RepositoryName: a, RepositoryOwner: b}\n',
  ],
  ['E3024', '    Type: AWS::S3::Bucket\n    Properties: {BucketName: {Fn::Transform: {Name: Mine}}}\n'],
  ['E5016', '    Type: AWS::S3::Bucket\n    Properties: {BucketName: !Ref Pw}\n'],
])('a plan shows %s at its line, with a caret', async (code, more) => {
  const cwd = laid({ ...project, 'template.yaml': `${withSecret}  Notes:\n${more}` })
  const { stderr, code: exit } = await fnx(['plan', '--local'], { cwd })
  expect(exit, stderr).toBe(2)
  expect(stderr).toMatch(new RegExp(`error ${code} .*\\n +template\\.yaml:1\\d:\\d+\\n.*\\n.*\\^`))
})
