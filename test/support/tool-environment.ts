/** Gives what build tools need of this machine, such as registries and keys: a home of their own would have none. */
export function toolEnvironment(): Record<string, string> {
  const names = Object.keys(process.env).filter(name =>
    /proxy|^(HOME|GO|PIP_|NPM_|npm_|CARGO|RUSTUP|SSL_|NODE_EXTRA|REQUESTS_CA|JAVA|MAVEN|M2)/i.test(name),
  )
  return Object.fromEntries(names.map(name => [name, process.env[name] ?? '']))
}
