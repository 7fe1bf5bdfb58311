import { FnxError } from '../../model/diagnostic.ts'
import { own } from '../../model/value.ts'
import type { Command, Context, Entry } from '../command.ts'
import type { Completable } from '../complete.ts'
import { writeText } from '../views/write.ts'

/** Makes the command that completes the commands of a table. */
export const completion = (commands: readonly Entry[]): Command => ({
  name: 'completion',
  summary: 'print a completion script for your shell',
  details:
    'Prints a completion script for your shell. It asks fnx for commands, options and their values, and for the ' +
    'functions, stages and stacks of the folder.',
  arguments: [
    { name: '<shell>', description: 'bash, zsh or fish' },
    {
      name: '[words...]',
      description: 'what the script asks for: words after "fnx", with "words" as the shell',
    },
  ],
  options: [],
  examples: [
    ['source <(fnx completion bash)', 'for this session'],
    ['fnx completion zsh > "${fpath[1]}/_fnx"', 'for good'],
    ['fnx completion fish > ~/.config/fish/completions/fnx.fish', 'for good'],
  ],
  async run(context, { args: [shell = '', ...words] }) {
    if (shell === 'words') {
      const { candidates } = await import('../complete.ts')
      const found = await candidates(words, commands, completable(context))
      const lines = found.map(({ word, description }) =>
        description === undefined ? word : `${word}\t${description}`,
      )
      writeText(context.stdout, lines.map(line => `${line}\n`).join(''))
      return 0
    }
    const script = own(scripts, shell)
    if (script === undefined)
      throw new FnxError(
        { code: 'E0001', message: `fnx has no completion for ${shell}.`, hint: 'Say bash, zsh or fish.' },
        2,
      )
    writeText(context.stdout, script)
    return 0
  },
})

function completable(context: Context): Completable {
  const names = () => import('../../workflows/project/names.ts')
  return {
    functions: async () => (await names()).functionNames(context),
    stages: async () => (await (await names()).stackNames(context)).stages,
    stacks: async () => (await (await names()).stackNames(context)).stacks,
    codes: async () => (await names()).codeNames(),
    templates: async () => {
      const { projectTemplates } = await import('../../workflows/init.ts')
      return (await projectTemplates(context)).map(({ name, description }) => ({ word: name, description }))
    },
  }
}

/** Where fnx gives no words, a file is meant, and the shell completes that. */
const scripts: Readonly<Record<string, string>> = {
  bash: `_fnx() {
  local current=\${COMP_WORDS[COMP_CWORD]} IFS=$'\\n'
  COMPREPLY=($(fnx completion words -- "\${COMP_WORDS[@]:1:COMP_CWORD-1}" "$current" 2>/dev/null | cut -f1))
}
complete -o default -F _fnx fnx
`,
  zsh: `#compdef fnx
_fnx() {
  local line
  local -a found
  for line in "\${(@f)$(fnx completion words -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    [[ -n $line ]] && found+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done
  if (( $#found )); then _describe fnx found; else _files; fi
}
if [[ \${funcstack[1]} == _fnx ]]; then _fnx "$@"; else compdef _fnx fnx; fi
`,
  fish: `function __fnx_complete
    set -l words (commandline -opc)[2..-1] (commandline -ct)
    set -l found (fnx completion words -- $words 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c fnx -f -a '(__fnx_complete)'
`,
}
