/** What the tools, and the systems below them, write when no server answers. */
const signs =
  /EAI_AGAIN|ENOTFOUND|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|Failed to establish a new connection|ProxyError|dial (?:tcp|udp)|Could not (?:resolve|reach) host|Unknown ?Host|name resolution|Network is unreachable/i

/**
 * Gives the server that a tool did not reach, by what it wrote; empty where that names none, nothing where it failed for
 * another reason.
 */
export function unreached(output: string): string | undefined {
  if (!signs.test(output)) return undefined
  return /https?:\/\/(?:[^@/\s]*@)?([\w.-]+)/.exec(output)?.[1] ?? ''
}
