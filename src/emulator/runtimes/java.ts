import { readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { FnxError } from '../../model/diagnostic.ts'
import { isProgram, onPath, onShelf, type Shelf } from './installed.ts'
import type { Host, Runtime } from './runtime.ts'

const shelves: readonly Shelf[] = [
  { variable: 'SDKMAN_CANDIDATES_DIR', folder: '.sdkman/candidates', program: 'java/*-%/bin/java' },
  { variable: 'ASDF_DATA_DIR', folder: '.asdf', program: 'installs/java/%-*/bin/java' },
  { variable: 'MISE_DATA_DIR', folder: '.local/share/mise', program: 'installs/java/*/bin/java' },
  { folder: '/usr/lib/jvm', program: 'java-*-%/bin/java' },
  { folder: '/Library/Java/JavaVirtualMachines', program: '%-*.jdk/Contents/Home/bin/java' },
  { folder: '/opt/homebrew/opt', program: 'openjdk@*/bin/java' },
]

/** The class with which the client of the Runtime API begins that AWS publishes for Java. */
const client = 'com.amazonaws.services.lambda.runtime.api.client.AWSLambda'

/** Runs Java functions on an installed Java of their version, else on a newer one, for those run what was compiled for older ones. */
export const java: Runtime = {
  command: ({ id, runtime }, host) => ({
    file: programOf(id, runtime, host),
    options: [],
    args: [],
    // The heap leaves room for what the machine itself needs, as Lambda has it.
    main: ({ packages, handler, memory }) => [
      `-Xmx${Math.floor(memory * 0.85)}m`,
      ...['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', join(packages, '*'), client, handler],
    ],
  }),
  async mismatch(runtime, host) {
    const [asked, file] = [versionOf(runtime), found(runtime, host)]
    const has = file === undefined ? '' : versionAt(file)
    return file === undefined || asked === has ? undefined : { asked, has }
  },
}

function programOf(id: string, runtime: string, host: Host): string {
  const file = found(runtime, host)
  if (file !== undefined) return file
  throw new FnxError({
    code: 'E9003',
    message: `${id} is written for Java ${versionOf(runtime)}, and no java of this or a newer version was found.`,
    hint: `Install Java ${versionOf(runtime)}, so that \`java -version\` answers.`,
  })
}

function found(runtime: string, host: Host): string | undefined {
  const asked = versionOf(runtime)
  const home = host.variables?.JAVA_HOME
  const named = [home === undefined ? undefined : join(home, 'bin', 'java'), onPath(['java'], host)]
  const programs = named.flatMap(file => (file !== undefined && isProgram(file) ? [file] : []))
  return (
    programs.find(file => versionAt(file) === asked) ??
    onShelf(shelves, asked, host) ??
    programs.find(file => Number(versionAt(file)) > Number(asked))
  )
}

function versionOf(runtime: string): string {
  return /\d+/.exec(runtime)?.[0] ?? ''
}

/** Says what a Java is by the file beside it, for starting one takes long. */
function versionAt(file: string): string {
  try {
    const home = dirname(dirname(realpathSync(file)))
    const text = readFileSync(join(home, 'release'), 'utf8')
    return /^JAVA_VERSION="(?:1\.)?(\d+)/m.exec(text)?.[1] ?? ''
  } catch {
    return ''
  }
}
