/**
 * Gives all that a CommonJS package exports: Node and the bundler put it under `default`, other loaders spread it out
 * and leave the package's own `default` there.
 */
export function whole<M>(module: { readonly default: M }): M {
  const inner = module.default as M & { readonly default?: unknown }
  return inner.default === undefined ? (module as unknown as M) : inner // spread out, it has the same members
}
