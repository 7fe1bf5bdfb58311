import type { Diagnostic } from '../model/diagnostic.ts'
import type { Cloud } from '../model/provider.ts'
import { didYouMean } from '../model/similar.ts'
import type { Template } from '../model/template.ts'
import type { Properties } from '../model/value.ts'

/** Files of other tools that are taken for templates, by keys that they all have. */
const others: readonly (readonly [keys: readonly string[], tool: string])[] = [
  [['service', 'provider'], 'the Serverless Framework'],
  [['component', 'inputs'], 'Serverless Components'],
  [['edition'], 'Serverless Devs'],
  [['apiVersion', 'kind'], 'Kubernetes'],
  [['openapi'], 'OpenAPI'],
  [['swagger'], 'OpenAPI'],
  [['services'], 'Docker Compose'],
  [['name', 'version'], 'a package'],
]

/** Finds the cloud of a template, or says why none fits; a forced cloud is taken as it is. */
export function recognise(
  { document, locate }: Template,
  clouds: readonly Cloud[],
  forced: string | undefined,
): Cloud | Diagnostic {
  const cloud = clouds.find(({ name, matches }) =>
    forced === undefined ? matches(document) : name === forced,
  )
  if (cloud !== undefined) return cloud
  const names = clouds.map(({ name }) => name)
  if (forced !== undefined)
    return { code: 'E1030', message: `There is no cloud "${forced}".`, ...didYouMean(forced, names) }
  const location = locate([Object.keys(document)[0] ?? ''], 'key')
  const tool = toolOf(document)
  if (tool !== undefined)
    return {
      code: 'E1031',
      message: `This is a file of ${tool}, which fnx does not read.`,
      hint: 'Name the template: fnx validate -t template.yaml',
      location,
    }
  return {
    code: 'E1030',
    message: 'Nothing in this file tells which cloud it is for.',
    hint: 'Write "Transform: AWS::Serverless-2016-10-31", "Transform: Aliyun::Serverless-2018-04-03", or resources of a TencentCloud type.',
    location,
  }
}

function toolOf(document: Properties): string | undefined {
  return others.find(([keys]) => keys.every(key => Object.hasOwn(document, key)))?.[1]
}
