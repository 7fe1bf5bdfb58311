import type { InlinedFile } from '../../../model/dialect.ts'

const body: readonly InlinedFile[] = [{ from: 'BodyS3Location', to: 'Body' }]

const appSync: readonly InlinedFile[] = [
  { from: 'CodeS3Location', text: 'Code' },
  { from: 'RequestMappingTemplateS3Location', text: 'RequestMappingTemplate' },
  { from: 'ResponseMappingTemplateS3Location', text: 'ResponseMappingTemplate' },
]

/**
 * Properties that may name a file beside the template, which `aws cloudformation package` uploads for CloudFormation to
 * read it back: https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html
 */
export const inlined: Readonly<Record<string, readonly InlinedFile[]>> = {
  'AWS::ApiGateway::RestApi': body,
  'AWS::ApiGatewayV2::Api': body,
  'AWS::AppSync::FunctionConfiguration': appSync,
  'AWS::AppSync::GraphQLSchema': [{ from: 'DefinitionS3Location', text: 'Definition' }],
  'AWS::AppSync::Resolver': appSync,
  'AWS::StepFunctions::StateMachine': [
    { from: 'DefinitionS3Location', to: 'Definition', text: 'DefinitionString' },
  ],
}
