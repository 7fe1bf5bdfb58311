import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inProcess } from '../support/in-process.ts'
import { lacksShared, shared } from '../support/needs.ts'

/** By input, what is found of it, code and line; warnings that are about something else are left out. */
const cases: Readonly<Record<string, readonly string[]>> = {
  'reports/07-schedules.yaml': [11, 12, 13, 14, 15, 16, 17].map(line => `E4220 ${line}`),
  'reports/08-rest-paths.yaml': ['E4221 11', 'E4221 12', 'E4221 13', 'E4221 15'],
  'reports/09-findinmap-default.yaml': [],
  'reports/11-no-permission.yaml': ['W4229 6', 'W4229 9'],
  'reports/18-forgotten-sub.yaml': ['E3040 11', 'E3040 12'],
  'reports/21-aliyun-cron.yml': ['E4322 11', 'E4322 12', 'E4322 13'],
  'reports/23-fc2-http-handler/template.yml': ['I4324 10'],
  'reports/29-schedule-switched-off.yaml': ['W4231 7'],
  'reports/31-refused-by-lambda-and-iam.yaml': [
    'E2005 6',
    'E2005 7',
    'E2004 8',
    'E2005 8',
    'E2005 8',
    'E4225 9',
    'E2005 10',
    'W4006 11',
    'E4007 12',
    'W4223 13',
  ],
  'validate/false-flow-map.yaml': [],
  'validate/false-globals-part.yaml': [],
  'validate/false-handler-in-layer-python.yaml': ['W4003 7'],
  'validate/false-handler-run-sh.yaml': [],
  'validate/false-if-exclusive.yaml': [],
  'validate/false-image-without-imageuri.yaml': ['W4217 6'],
  'validate/false-no-codeuri.yaml': [],
  'validate/misleading-connector-cascade.yaml': [],
  'validate/missed/deletion_snapshot.yaml': ['E4218 5'],
  'validate/missed/dependson_cond.yaml': ['E3043 6'],
  'validate/missed/esm_start.yaml': ['E2002 5'],
  'validate/missed/getaz.json': ['E3006 1'],
  'validate/missed/join_getatt_list.yaml': ['E3042 6'],
  'validate/missed/join_ref_string.yaml': ['E3042 5'],
  'validate/missed/max_items.yaml': ['E2005 5'],
  'validate/missed/policy_actions.yaml': ['E2002 8', 'E2003 8'],
  'validate/missed/prop_gets_list_from_getatt.yaml': ['E3041 6'],
  'validate/missed/schedule.yaml': ['E4220 5'],
  'validate/missed/select_ref_string.yaml': ['E3042 5'],
  'validate/missed/sub_missing.yaml': ['E3040 5'],
}

describe.skipIf(lacksShared('cases'))('validate, of templates that were found to be misjudged,', () => {
  it.each(Object.entries(cases))('%s', async (file, expected) => {
    const { stdout, code } = await inProcess(['validate', file, '--format', 'json'], join(shared, 'cases'))
    const findings = JSON.parse(stdout) as readonly {
      code: string
      location?: { start: { line: number } }
    }[]
    expect(findings.map(({ code, location }) => `${code} ${location?.start.line}`)).toEqual(expected)
    expect(code).toBe(expected.some(finding => finding.startsWith('E')) ? 2 : 0)
  })
})
