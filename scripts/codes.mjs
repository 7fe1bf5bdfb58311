// Writes CODES.md, the list of all codes, from the tables that hold them; with --check it only tells whether the page is
// as the tables have it.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const file = join(root, 'CODES.md')

const areas = {
  0: 'Usage and settings',
  1: 'Text, YAML and dialect',
  2: 'Schemas and tables of resource types',
  3: 'Parameters, references and intrinsic functions',
  4: 'Rules',
  5: 'Plan',
  6: 'Provider and apply',
  7: 'State and lock',
  8: 'Artifact',
  9: 'Local cloud',
}

const text = pageOf(await allCodes())
if (!process.argv.includes('--check')) writeFileSync(file, text)
else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  process.stderr.write('CODES.md is not as the tables have it: npm run codes\n')
  process.exitCode = 1
}

/** Lists every code with its title and reason, and the cloud whose templates it is for. */
async function allCodes() {
  const clouds = readdirSync(join(root, 'src/providers')).filter(name =>
    existsSync(join(root, `src/providers/${name}/dialect/rules/index.ts`)),
  )
  const lines = clouds.map(
    name => `export { rules as ${name} } from './src/providers/${name}/dialect/rules/index.ts'`,
  )
  const { codes, rules, ...own } = await tables([
    `export { codes } from './src/model/codes.ts'`,
    `export { rules } from './src/template/rules/index.ts'`,
    ...lines,
  ])
  return [
    ...Object.entries(codes).map(([code, entry]) => ({ code, ...entry })),
    ...rules,
    ...clouds.flatMap(cloud => own[cloud].map(rule => ({ ...rule, cloud }))),
  ].sort(byNumber)
}

async function tables(lines) {
  const { outputFiles } = await build({
    stdin: { contents: lines.join('\n'), resolveDir: root },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    write: false,
    logLevel: 'warning',
  })
  const source = Buffer.from(outputFiles[0].contents).toString('base64')
  return import(`data:text/javascript;base64,${source}`)
}

function byNumber(left, right) {
  const key = ({ code }) => code.slice(1) + code[0]
  return key(left) < key(right) ? -1 : 1
}

function pageOf(entries) {
  const sections = Object.entries(areas).map(([digit, title]) => {
    const own = entries.filter(({ code }) => code[1] === digit)
    return [`## ${digit} – ${title}`, '', '| code | title | why |', '|---|---|---|', ...own.map(row)].join(
      '\n',
    )
  })
  const head = [
    '# Codes of fnx',
    '',
    'E is an error, W a warning. `fnx explain E3002` says the same; codes with a cloud are of its templates alone. This page',
    'is made by `npm run codes` from [`model/codes.ts`](src/model/codes.ts) and the rules.',
  ]
  return `${[head.join('\n'), ...sections].join('\n\n')}\n`
}

function row({ code, title, why, cloud }) {
  return `| ${code}${cloud === undefined ? '' : ` ${cloud}`} | ${cell(title)} | ${cell(why)} |`
}

function cell(text) {
  return text.replaceAll('|', '\\|')
}
