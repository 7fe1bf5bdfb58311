// Writes src/providers/aws/data/limits.json: patterns, ranges and counts that AWS publishes of the properties of its
// resource types and the spec package leaves out. It reads a folder of the registry's schemas, one file a type, such as
// CloudformationSchema.zip holds. The build puts them into the tables.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What a format says of names that the cloud gives, as a pattern; most formats say nothing of the text. */
const formats = {
  'AWS::EC2::Image.Id': '^ami-([0-9a-z]{8}|[0-9a-z]{17})$',
  'AWS::EC2::SecurityGroup.Id': '^sg-([a-fA-F0-9]{8}|[a-fA-F0-9]{17})$',
  'AWS::EC2::Subnet.Id': '^subnet-([0-9a-f]{8}|[0-9a-f]{17})$',
  'AWS::EC2::VPC.Id': '^vpc-([0-9a-fA-F]{8}|[0-9a-fA-F]{17})$',
}

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const file = join(root, 'src/providers/aws/data/limits.json')
const { source, passedOn, services } = JSON.parse(readFileSync(file, 'utf8'))
const [folder] = process.argv.slice(2)
const schemas = readdirSync(folder)
  .filter(name => name.endsWith('.json'))
  .map(name => JSON.parse(readFileSync(join(folder, name), 'utf8')))
  .filter(({ typeName }) => services.some(service => typeName?.startsWith(`${service}::`)))
  .sort((left, right) => (left.typeName < right.typeName ? -1 : 1))

const types = schemas.flatMap(schema => {
  const limits = limitsOf(schema)
  return Object.keys(limits).length === 0 ? [] : [[schema.typeName, limits]]
})
// A line a type, so that a change shows where it is.
const lines = types.map(([name, limits]) => `    ${JSON.stringify(name)}: ${JSON.stringify(limits)}`)
const head = Object.entries({ source, passedOn, services }).map(
  ([key, value]) => `  "${key}": ${JSON.stringify(value)}`,
)
writeFileSync(file, `{\n${head.join(',\n')},\n  "types": {\n${lines.join(',\n')}\n  }\n}\n`)

/** Gives the limits of a type by the way to what they hold for: `Layers/*`. A type that holds itself is read once. */
function limitsOf(schema) {
  const limits = {}
  const visit = (rules, path, above) => {
    if (typeof rules !== 'object' || rules === null) return
    const { $ref } = rules
    if ($ref !== undefined) {
      const name = $ref.split('/').at(-1)
      if (!above.includes(name)) visit(schema.definitions?.[name], path, [...above, name])
      return
    }
    const own = Object.entries(withFormat(rules)).filter(([keyword, value]) => isLimit(keyword, value, rules))
    if (own.length > 0 && path.length > 0) limits[path.join('/')] = Object.fromEntries(own)
    for (const [key, inner] of Object.entries(rules.properties ?? {})) visit(inner, [...path, key], above)
    visit(rules.items, [...path, '*'], above)
  }
  visit({ properties: schema.properties }, [], [])
  const readOnly = new Set((schema.readOnlyProperties ?? []).map(way => way.split('/')[2]))
  return Object.fromEntries(Object.entries(limits).filter(([path]) => !readOnly.has(path.split('/')[0])))
}

function withFormat(rules) {
  const pattern = formats[rules.format]
  return pattern === undefined || rules.pattern !== undefined ? rules : { ...rules, pattern }
}

/** Limits that refuse nothing that anybody writes are left out. */
function isLimit(keyword, value, { type }) {
  if (keyword === 'minLength' || keyword === 'minItems') return value > 0
  if (keyword === 'maxLength') return value <= 4096
  if (keyword === 'pattern') return type === 'string' && isSound(value)
  if (keyword === 'minimum' || keyword === 'maximum')
    return typeof value === 'number' && Math.abs(value) < 1e9
  return keyword === 'maxItems' || (keyword === 'uniqueItems' && value === true)
}

/** A pattern that JavaScript reads otherwise, that takes anything, or that could keep it busy for years, is none. */
function isSound(pattern) {
  if (/^\^?(\[\\s\\S\]|\.)[*+]\$?$/.test(pattern) || pattern.length > 400) return false
  if (
    /\\[AZzGhHvVR]|\(\?[a-z]|\\[pP]\{(Alnum|Alpha|Digit|Print|Graph|ASCII|Is|In|[A-Z][a-z]{3,})/.test(pattern)
  )
    return false
  // a repetition within a repetition
  if (/\((?:[^()]|\([^()]*\))*[*+](?:[^()]|\([^()]*\))*\)[*+{]/.test(pattern)) return false
  try {
    new RegExp(pattern, 'u')
    return true
  } catch {
    return false
  }
}
