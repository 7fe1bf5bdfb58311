import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeTree } from '../support/code.ts'
import { fnx, localCloud, temporaryFolder } from '../support/fnx.ts'
import { lacks, runs } from '../support/needs.ts'
import { toolEnvironment } from '../support/tool-environment.ts'

/** A project as people have it, whose function answers `GET /hello`, before and after one line is changed. */
interface Project {
  readonly name: string
  readonly tool: readonly string[]
  readonly template: string
  readonly files: Readonly<Record<string, string>>
  readonly change: readonly [file: string, from: string, to: string]
}

const npm = ['npm', '--version'] as const
const pip = ['python3', '-m', 'pip', '--version'] as const
const minor = /3\.(\d+)/.exec(spawnSync('python3', ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1]
const python = `python3.${minor ?? '12'}`

const sam = (runtime: string, handler: string) => `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: app/
      Handler: ${handler}
      Runtime: ${runtime}
      Timeout: 20
      MemorySize: 512
      Events: {Web: {Type: HttpApi, Properties: {Path: /hello, Method: get}}}
`

const projects: readonly Project[] = [
  {
    name: 'Express',
    tool: npm,
    template: sam('nodejs20.x', 'app.handler'),
    files: {
      'app/package.json': '{"dependencies":{"express":"^4.21.0","serverless-http":"^3.2.0"}}',
      'app/app.js': `const express = require('express')
const serverless = require('serverless-http')

const app = express()
app.get('/hello', (request, response) => response.send('one'))
exports.handler = serverless(app)
`,
    },
    change: ['app/app.js', 'one', 'two'],
  },
  {
    name: 'Flask',
    tool: pip,
    template: sam(python, 'app.handler'),
    files: {
      'app/requirements.txt': 'flask==3.0.3\napig-wsgi==2.19.0\n',
      'app/app.py': `from apig_wsgi import make_lambda_handler
from flask import Flask

app = Flask(__name__)

@app.get("/hello")
def hello():
    return "one"

handler = make_lambda_handler(app)
`,
    },
    change: ['app/app.py', 'one', 'two'],
  },
  {
    name: 'FastAPI with pydantic',
    tool: pip,
    template: sam(python, 'app.handler'),
    files: {
      'app/requirements.txt': 'fastapi==0.115.0\npydantic==2.9.2\nmangum==0.19.0\n',
      'app/app.py': `from fastapi import FastAPI
from fastapi.responses import PlainTextResponse
from mangum import Mangum
from pydantic import BaseModel

class Word(BaseModel):
    text: str

app = FastAPI()

@app.get("/hello", response_class=PlainTextResponse)
def hello():
    return Word.model_validate({"text": "one"}).text

handler = Mangum(app)
`,
    },
    change: ['app/app.py', 'one', 'two'],
  },
  {
    name: 'a project of fun with requirements.txt',
    tool: pip,
    template: `ROSTemplateFormatVersion: '2015-09-01'
Transform: 'Aliyun::Serverless-2018-04-03'
Resources:
  web-service: # service name
    Type: 'Aliyun::Serverless::Service'
    Properties:
      Description: ''
    web: # function name
      Type: 'Aliyun::Serverless::Function'
      Properties: {Handler: index.handler, Runtime: python3.10, CodeUri: './', Timeout: 60}
      Events:
        httpTrigger:
          Type: HTTP
          Properties: {AuthType: ANONYMOUS, Methods: ['POST', 'GET']}
`,
    files: {
      'requirements.txt': 'six==1.16.0\n',
      'index.py': `import json
import six

def handler(event, context):
    asked = json.loads(event)
    return {"statusCode": 200, "headers": {"Content-Type": "text/plain"}, "body": six.ensure_str("one")}
`,
    },
    change: ['index.py', '"one"', '"two"'],
  },
  {
    name: 'a project of scf with package.json',
    tool: npm,
    template: `Resources:
  Names:
    Type: TencentCloud::Serverless::Namespace
    web:
      Type: TencentCloud::Serverless::Function
      Properties:
        CodeUri: ./
        Description: This is a template function
        Environment: {Variables: {ENV_FIRST: env1, ENV_SECOND: env2}}
        Handler: index.main_handler
        MemorySize: 128
        Runtime: Nodejs18.15
        Timeout: 3
        Events: {url: {Type: HTTP, Properties: {Path: /hello}}}

Globals:
  Function:
    Timeout: 10
`,
    files: {
      'package.json': '{"name":"web","dependencies":{"ms":"2.1.3"}}',
      'index.js': `const ms = require('ms')

exports.main_handler = async () => ({
  isBase64Encoded: false,
  statusCode: ms('1s') === 1000 ? 200 : 500,
  headers: { 'Content-Type': 'text/plain' },
  body: 'one',
})
`,
    },
    change: ['index.js', "'one'", "'two'"],
  },
]

describe.each(projects)('$name', ({ tool: [command = '', ...asked], template, files, change }) => {
  it.skipIf(lacks(command, runs(command, ...asked)))(
    'is built, served from source, changed, deployed and served, and again',
    async () => {
      const cwd = writeTree(temporaryFolder(), { ...files, 'template.yaml': template })
      const env = { ...toolEnvironment(), XDG_CACHE_HOME: temporaryFolder() }
      const options = { cwd, env, limit: 600_000 }
      const built = await fnx(['build'], options)
      expect(built.stderr).not.toContain('error E')
      expect(built.code).toBe(0)
      const source = await localCloud(['template.yaml'], options)
      expect(await answer(source.gatewayUrl)).toBe('one')
      edit(join(cwd, change[0]), change[1], change[2])
      await expect.poll(() => answer(source.gatewayUrl), { timeout: 60_000, interval: 200 }).toBe('two')
      await source.kill()
      await deployedAnswer(options, 'two')
      edit(join(cwd, change[0]), change[2], change[1])
      await deployedAnswer(options, 'one')
    },
    900_000,
  )
})

async function deployedAnswer(options: Parameters<typeof fnx>[1], expected: string): Promise<void> {
  expect(await fnx(['deploy', '--local', '--yes'], options)).toMatchObject({ code: 0 })
  const cloud = await localCloud([], options)
  expect(await answer(cloud.gatewayUrl)).toBe(expected)
  await cloud.kill()
}

async function answer(gatewayUrl: string): Promise<string> {
  return (await fetch(`${gatewayUrl}/hello`)).text()
}

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8')
  expect(text).toContain(from)
  writeFileSync(file, text.replace(from, to))
}
