import { type Entry, fileMode } from './entry.ts'

// CloudFormation puts a module beside code that stands in a template, by which custom resources answer:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/cfn-lambda-function-code-cfnresponsemodule.html
// These two take what those take, and an address without TLS as well, as the local cloud has.

const node = `const SUCCESS = 'SUCCESS'
const FAILED = 'FAILED'

function send(event, context, status, data, physicalId, noEcho) {
  const body = JSON.stringify({
    Status: status,
    Reason: 'See the log stream ' + context.logStreamName,
    PhysicalResourceId: physicalId || context.logStreamName,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    NoEcho: noEcho || false,
    Data: data,
  })
  const url = new URL(event.ResponseURL)
  const headers = { 'content-type': '', 'content-length': Buffer.byteLength(body) }
  return new Promise(resolve => {
    const end = () => {
      resolve()
      if (typeof context.done === 'function') context.done()
    }
    const request = require(url.protocol === 'http:' ? 'http' : 'https').request(url, { method: 'PUT', headers }, answer => {
      answer.resume()
      answer.on('end', end)
    })
    request.on('error', error => {
      console.log('The answer was not taken: ' + error.message)
      end()
    })
    request.end(body)
  })
}

module.exports = { SUCCESS, FAILED, send }
`

const python = `import json
import urllib.request

SUCCESS = "SUCCESS"
FAILED = "FAILED"


def send(event, context, responseStatus, responseData, physicalResourceId=None, noEcho=False, reason=None):
    body = json.dumps({
        "Status": responseStatus,
        "Reason": reason or "See the log stream " + context.log_stream_name,
        "PhysicalResourceId": physicalResourceId or context.log_stream_name,
        "StackId": event["StackId"],
        "RequestId": event["RequestId"],
        "LogicalResourceId": event["LogicalResourceId"],
        "NoEcho": noEcho,
        "Data": responseData,
    }).encode()
    request = urllib.request.Request(event["ResponseURL"], data=body, method="PUT", headers={"content-type": ""})
    try:
        urllib.request.urlopen(request).close()
    except Exception as error:
        print("The answer was not taken:", error)
`

/** Gives the module that code in a template asks for, to be put beside it; nothing where it asks for none. */
export function answerModuleFor(text: string, file: string): Entry | undefined {
  if (file.endsWith('.py')) return /\bcfnresponse\b/.test(text) ? entry('cfnresponse.py', python) : undefined
  return /['"]cfn-response['"]/.test(text) ? entry('node_modules/cfn-response/index.js', node) : undefined
}

function entry(path: string, text: string): Entry {
  return { path, mode: fileMode, content: { bytes: Buffer.from(text) } }
}
