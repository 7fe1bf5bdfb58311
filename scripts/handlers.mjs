// Writes src/providers/aws/data/handlers.json: what the registry's schemas say of AWS's resource types and the spec
// package leaves out, by its exceptions alone. A type has handlers to be made, read, changed, deleted and listed by, or
// it lacks some; what is write-only is not in an answer; and some identifiers are longer. It reads a folder of the registry's schemas, one file a type,
// such as CloudformationSchema.zip or the wheel of cfn-lint holds. The build puts them into the tables.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const handlers = ['create', 'read', 'update', 'delete', 'list']

const file = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src/providers/aws/data/handlers.json')
const [folder, source] = process.argv.slice(2)
const schemas = readdirSync(folder)
  .filter(name => name.endsWith('.json'))
  .map(name => JSON.parse(readFileSync(join(folder, name), 'utf8')))
  .filter(({ typeName }) => typeName?.startsWith('AWS::'))
const byName = new Map(schemas.map(schema => [schema.typeName, schema]))
// What the registry does not know at all can be made by nobody.
const db = createRequire(import.meta.url)('@aws-cdk/aws-service-spec').loadAwsServiceSpecSync()
const all = [...db.all('resource')]
  .filter(({ cloudFormationTransform }) => cloudFormationTransform === undefined)
  .sort((left, right) => (left.cloudFormationType < right.cloudFormationType ? -1 : 1))

const lines = all.flatMap(spec => {
  const type = spec.cloudFormationType
  const said = exceptionsOf(byName.get(type) ?? {}, spec)
  return Object.keys(said).length === 0 ? [] : [`    ${JSON.stringify(type)}: ${JSON.stringify(said)}`]
})
writeFileSync(file, `{\n  "source": ${JSON.stringify(source)},\n  "types": {\n${lines.join(',\n')}\n  }\n}\n`)

function exceptionsOf({ handlers: has = {}, writeOnlyProperties = [], primaryIdentifier = [] }, spec) {
  const lacks = handlers.filter(name => has[name] === undefined)
  const names = [...new Set(writeOnlyProperties.map(way => way.split('/')[2]))].sort()
  const identifier = primaryIdentifier.map(way => way.split('/').slice(2).join('/'))
  const isSame = JSON.stringify(identifier) === JSON.stringify(spec.primaryIdentifier)
  // A type that cannot be made at all has nothing else to say.
  if (lacks.length === handlers.length) return { lacks }
  return {
    ...(lacks.length === 0 ? {} : { lacks }),
    ...(names.length === 0 ? {} : { writeOnly: names }),
    ...(isSame ? {} : { identifier }),
  }
}
