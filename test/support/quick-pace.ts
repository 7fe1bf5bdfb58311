import { setTimeout as sleep } from 'node:timers/promises'
import { createPace } from '../../src/apply/retry.ts'
import type { Diagnosis, Pace } from '../../src/model/provider.ts'

/** Makes the pace of real runs for one cloud, with waits that tests can afford. */
export function quickPaceOf(diagnose: (error: unknown) => Diagnosis): Pace {
  return createPace({
    diagnose,
    emit: () => undefined,
    signal: new AbortController().signal,
    now: () => new Date(),
    wait: ms => sleep(Math.min(ms, 25)),
    random: () => 0,
    lastAnswer: 5_000,
  })
}
