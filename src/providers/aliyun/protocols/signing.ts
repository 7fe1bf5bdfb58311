/** Gives the secret of a key. */
export type SecretOf = (keyId: string) => string | undefined

/** Reads `Name=value` pairs behind the scheme of an Authorization header. */
export function fieldsOf(authorization: string): Readonly<Record<string, string>> {
  const pairs = authorization
    .slice(authorization.indexOf(' ') + 1)
    .split(',')
    .map(pair => halves(pair.trim(), '='))
  return Object.fromEntries(pairs)
}

/** Cuts a text at the first mark. */
export function halves(text: string, mark = '?'): readonly [string, string] {
  const at = text.indexOf(mark)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

/** Percent-encodes as Aliyun does: all but letters, digits and `-_.~`. */
export function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
