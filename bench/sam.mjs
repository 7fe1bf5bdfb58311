import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Writes a SAM template of so many functions, each with a route, a timer, a policy and a table's name, beside their code. */
export function makeTemplate(folder, functions) {
  mkdirSync(join(folder, 'src'), { recursive: true })
  writeFileSync(join(folder, 'src', 'index.js'), 'exports.handler = async () => ({ statusCode: 200 })\n')
  const file = join(folder, `functions-${functions}.yaml`)
  writeFileSync(file, head + Array.from({ length: functions }, (_, index) => functionAt(index)).join(''))
  return file
}

const head = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Description: A template of many functions
Parameters:
  Level:
    Type: String
    Default: info
Globals:
  Function:
    Runtime: nodejs22.x
    MemorySize: 256
    Timeout: 10
Resources:
  Table:
    Type: AWS::Serverless::SimpleTable
`

/** Near a kilobyte each, as real ones are. */
const functionAt = index => `  Function${index}:
    Type: AWS::Serverless::Function
    Metadata:
      Owner: team-${index % 17}
    Properties:
      CodeUri: src/
      Handler: index.handler
      Description: !Sub 'The function number ${index} of \${AWS::StackName}'
      MemorySize: ${128 * (1 + (index % 8))}
      Tracing: Active
      Tags:
        team: payments
        number: '${index}'
      Environment:
        Variables:
          LOG_LEVEL: !Ref Level
          TABLE: !Ref Table
          TABLE_ARN: !GetAtt Table.Arn
          NAME: !Join ['-', [!Ref 'AWS::StackName', function, '${index}']]
      Policies:
        - DynamoDBReadPolicy:
            TableName: !Ref Table
        - Version: '2012-10-17'
          Statement:
            - Effect: Allow
              Action: [s3:GetObject]
              Resource: !Sub 'arn:\${AWS::Partition}:s3:::bucket-${index}/*'
      Events:
        Http:
          Type: HttpApi
          Properties:
            Path: /items/${index}/{id}
            Method: get
        Timer:
          Type: Schedule
          Properties:
            Schedule: rate(5 minutes)
`

/** Writes a template of one small function behind `GET /hello`, and its code. */
export function writeHello(folder) {
  mkdirSync(join(folder, 'src'), { recursive: true })
  writeFileSync(join(folder, 'template.yaml'), hello)
  const answer = 'exports.handler = async () => ({ statusCode: 200, body: \'{"ok":true}\' })\n'
  writeFileSync(join(folder, 'src', 'index.js'), answer)
}

const hello = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: index.handler
      Runtime: nodejs22.x
      Events:
        Get:
          Type: HttpApi
          Properties:
            Path: /hello
            Method: get
`
