/**
 * Tells whether a module of Node or Python may give a name to who loads it. The text is read, not run: wherever it could
 * be given in a way that reading does not show, or the text speaks of it in a form that would give it, the answer is yes.
 */
export function mayGive(name: string, text: string, language: 'node' | 'python'): boolean {
  const word = name.replaceAll('$', '\\$')
  const forms =
    language === 'node' ? [...nodeOpen, ...nodeForms(word)] : [...pythonOpen, ...pythonForms(word)]
  if (forms.some(form => form.test(text))) return true
  return language === 'node' ? inExported(word, text) : inImport(word, text.replaceAll(/\\\r?\n/g, ' '))
}

/** Ways to export what only running the module shows: handed on, assigned by a computed name, or taken from elsewhere. */
const nodeOpen: readonly RegExp[] = [
  /\bexport\s*\*|\bexport\s*=|\bexport\s+import\b|\bexport\s+(?:const|let|var)\s*[[{]/,
  /\bexports\s*\[|\bmodule\s*\[/,
  // Whoever is handed the exports may add to them; what defines one property by its name does not hide it.
  /[(,=:?|&]\s*(?<!defineProperty\(\s*)(?:module\s*\.\s*)?exports\b(?!\s*[.=])/,
  /=\s*(?:module\s*\.\s*)?exports\s*=/,
  /(?<!=)[(,=:?|&]\s*module\b(?!\s*\.\s*exports)/,
  /defineProperty\(\s*(?:module\s*\.\s*)?exports\s*,\s*[^"'\s]/,
  /\bexports\s*=\s*[^\s{=]/,
  /\bexport\s+default\s*\{/,
  /\beval\b|\bnew\s+Function\b|\bglobal(?:This)?\b|__export|__esModule\s*&&/,
]

function nodeForms(name: string): readonly RegExp[] {
  return [
    `export\\s+(?:abstract\\s+|async\\s+|declare\\s+)*(?:function\\s*\\*?|class|enum|namespace)\\s*${name}(?![\\w$])`,
    `export\\s+(?:const|let|var)\\s[^\\n;]*(?<![\\w$])${name}(?![\\w$])`,
    `export\\s*\\{[^}]*(?<![\\w$])${name}(?![\\w$])`,
    `exports\\s*\\.\\s*${name}(?![\\w$])`,
    `defineProperty\\(\\s*(?:module\\s*\\.\\s*)?exports\\s*,\\s*["']${name}["']`,
    `this\\s*\\.\\s*${name}(?![\\w$])`,
    ...(name === 'default' ? ['export\\s+default\\b'] : []),
  ].map(source => new RegExp(source))
}

/** Looks into the maps that are assigned to `module.exports`; one that another is spread into is open. */
function inExported(name: string, text: string): boolean {
  return [...text.matchAll(/\bexports\s*=\s*\{/g)].some(({ index, 0: found }) => {
    const map = upToClose(text, index + found.length)
    return map.includes('...') || map.includes('[') || new RegExp(`(?<![\\w$])${name}(?![\\w$])`).test(map)
  })
}

/** Braces within texts and comments may make it too long, which leaves more open, or end it early: then all is taken. */
function upToClose(text: string, from: number): string {
  let depth = 1
  for (let at = from; at < text.length; at++) {
    if (/["'`/]/.test(text[at] ?? '')) return text.slice(from)
    if (text[at] === '{') depth++
    if (text[at] === '}' && --depth === 0) return text.slice(from, at)
  }
  return text.slice(from)
}

const pythonOpen: readonly RegExp[] = [
  /\bimport\s*\*|\bimport\s*\(\s*\*|\bglobals\s*\(|\b__getattr__\b|\bexec\s*\(|\bsetattr\s*\(|\bsys\s*\.\s*modules\b|\bvars\s*\(|\blocals\s*\(/,
]

function pythonForms(name: string): readonly RegExp[] {
  return [
    new RegExp(`\\b(?:def|class|as|for|global|type)\\s+${name}\\b`),
    // An assignment, one of several targets, or one with a type.
    new RegExp(`\\b${name}\\b[^\\n(]*=(?!=)`),
    new RegExp(`\\b${name}\\s*:=`),
    new RegExp(`\\bfor\\s[^\\n]*\\b${name}\\b[^\\n]*\\bin\\b`),
  ]
}

function inImport(name: string, text: string): boolean {
  const imports = text.matchAll(/\bimport\s*(?:\(([^)]*)\)|([^\n]*))/g)
  return [...imports].some(([, several, line]) => new RegExp(`\\b${name}\\b`).test(several ?? line ?? ''))
}
