import type { World } from './fake-run.ts'

/** Runs until the n-th boundary and dies there; tells whether it came so far. */
export async function dieAt(
  world: World,
  n: number,
  act: (world: World) => Promise<unknown>,
): Promise<boolean> {
  let passed = 0
  let die: () => void = () => undefined
  const death = new Promise<'dead'>(resolve => {
    die = () => resolve('dead')
  })
  let dead = false
  const boundary = async () => {
    if (dead || passed++ === n) {
      dead = true
      die()
      await new Promise(() => undefined)
    }
  }
  world.boundary = boundary
  world.cloud.boundary = boundary
  const how = await Promise.race([act(world).then(() => 'alive'), death])
  world.boundary = async () => undefined
  world.cloud.boundary = async () => undefined
  return how === 'dead'
}
