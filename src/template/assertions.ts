import type { Finding } from '../model/template.ts'
import {
  isCall,
  isList,
  isRecord,
  type Path,
  type Properties,
  record,
  text,
  type Value,
} from '../model/value.ts'
import { evaluation } from './evaluate.ts'
import { truth } from './intrinsics/conditions.ts'
import type { Scope } from './scope.ts'

/** Checks the `Rules` of a template: what they assert of parameters whose values will not change, and their shape. */
export function checkAssertions(rules: Value | undefined, scope: Scope): readonly Finding[] {
  return Object.entries(record(rules)).flatMap(([name, rule]) =>
    name.startsWith('Fn::') ? [] : isRecord(rule) ? ruleOf(name, rule, scope) : [misshapen(['Rules', name])],
  )
}

function misshapen(path: Path): Finding {
  return {
    code: 'E3036',
    path,
    message: 'A rule has a list of Assertions, each with what it asserts in Assert.',
  }
}

function ruleOf(name: string, { RuleCondition, Assertions }: Properties, scope: Scope): readonly Finding[] {
  const path = ['Rules', name]
  if (!isList(Assertions) || Assertions.length === 0) return [misshapen(path)]
  const holds = RuleCondition === undefined ? true : decide(RuleCondition, [...path, 'RuleCondition'], scope)
  return Assertions.flatMap((assertion, index): readonly Finding[] => {
    const place = [...path, 'Assertions', index]
    if (!isRecord(assertion) || assertion.Assert === undefined) return [misshapen(place)]
    const asserted = decide(assertion.Assert, [...place, 'Assert'], scope)
    const wrong = holds === true && asserted === false ? [failing(name, assertion, [...place, 'Assert'])] : []
    return [...wrong, ...(typeof asserted === 'object' ? asserted : [])]
  })
}

function failing(name: string, { AssertDescription }: Properties, path: Path): Finding {
  const description = text(AssertDescription)
  return {
    code: 'E3035',
    path,
    message:
      description === undefined ? `The parameters do not meet the rule ${name}.` : `${name}: ${description}`,
    hint: 'Give other values with --parameter-overrides.',
  }
}

/** Tells whether something is asserted with truth, gives what is wrong with it, or nothing while it is not known. */
function decide(value: Value, path: Path, scope: Scope): boolean | readonly Finding[] | undefined {
  if (!isCall(value) && typeof value !== 'boolean') return [misshapen(path)]
  const found: Finding[] = []
  const report = (finding: Finding): void => void found.push(finding)
  // Only whether it is true leaves this place, so that secret parameters may be looked at.
  const run = evaluation(scope, { secrets: 'clear', rules: true, report, path })
  const holds = truth(value, run)
  return found.length > 0 ? found : holds
}
