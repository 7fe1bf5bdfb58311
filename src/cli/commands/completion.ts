import { FnxError } from '../../model/diagnostic.ts'
import type { Command, Entry, Option } from '../command.ts'
import { writeText } from '../views/write.ts'

/** Makes the command that completes the commands of a table. */
export const completion = (commands: readonly Entry[]): Command => ({
  name: 'completion',
  summary: 'print a completion script for your shell',
  arguments: [{ name: '<shell>', description: 'bash, zsh or fish' }],
  options: [],
  examples: [
    ['source <(fnx completion bash)', 'for this session'],
    ['fnx completion fish > ~/.config/fish/completions/fnx.fish', 'for good'],
  ],
  async run({ stdout }, { args: [shell = ''] }) {
    const script = Object.hasOwn(scripts, shell) ? scripts[shell] : undefined
    if (script === undefined)
      throw new FnxError(
        { code: 'E0001', message: `fnx has no completion for ${shell}.`, hint: 'Say bash, zsh or fish.' },
        2,
      )
    const loaded = await Promise.all(commands.map(({ load }) => load()))
    writeText(
      stdout,
      script(loaded.map(({ name, summary, options }) => ({ name, summary, flags: longFlags(options) }))),
    )
    return 0
  },
})

interface Completed {
  readonly name: string
  readonly summary: string
  readonly flags: readonly string[]
}

function longFlags(options: readonly Option[]): readonly string[] {
  const shown = options.filter(({ hidden }) => hidden !== true)
  return [...shown.map(({ flags }) => /--[\w-]+/.exec(flags)?.[0] ?? ''), '--help']
}

const scripts: Readonly<Record<string, (commands: readonly Completed[]) => string>> = { bash, zsh, fish }

function firstWords(completed: readonly Completed[]): readonly string[] {
  return [...new Set(completed.map(({ name }) => name.split(' ')[0] ?? name))]
}

function bash(completed: readonly Completed[]): string {
  const cases = completed.map(({ name, flags }) => `    ${name.split(' ')[0]}) words="${flags.join(' ')}" ;;`)
  return `_fnx() {
  local current=\${COMP_WORDS[COMP_CWORD]} words
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
    *) words="${firstWords(completed).join(' ')} --help --version" ;;
  esac
  [ "$COMP_CWORD" = 1 ] && words="${firstWords(completed).join(' ')} --help --version"
  [ "\${COMP_WORDS[1]}" = local ] && [ "$COMP_CWORD" = 2 ] && words=start
  case "$current" in
    -*|'') COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
    *) COMPREPLY=($(compgen -W "$words" -- "$current") $(compgen -f -- "$current")) ;;
  esac
}
complete -o filenames -F _fnx fnx
`
}

function zsh(completed: readonly Completed[]): string {
  return `#compdef fnx
autoload -U +X bashcompinit && bashcompinit
${bash(completed)}`
}

function fish(completed: readonly Completed[]): string {
  const lines = completed.flatMap(({ name, summary, flags }) => {
    const [word = name] = name.split(' ')
    const own = flags.map(
      flag => `complete -c fnx -n '__fish_seen_subcommand_from ${word}' -l ${flag.slice(2)}`,
    )
    return [
      `complete -c fnx -n __fish_use_subcommand -f -a ${word} -d '${summary.replaceAll("'", "\\'")}'`,
      ...own,
    ]
  })
  return `${lines.join('\n')}\n`
}
