import { settingsKey } from '../model/artifact.ts'
import type { CodeStorage } from '../model/provider.ts'
import type { Stack } from '../model/stack.ts'
import { own, type Properties, references } from '../model/value.ts'

/**
 * Puts into each published version the settings of its function that it is made anew for, so that a change of one *is* a
 * change of the version, whatever gives its value. `document` is the template as written, which says what is followed.
 */
export function followSettings(
  stack: Stack,
  document: Properties,
  { versionType, follows }: Pick<CodeStorage, 'versionType' | 'follows'>,
): Stack {
  const resources = { ...stack.resources }
  for (const version of Object.values(resources)) {
    if (version.type !== versionType) continue
    const names = follows?.(version, document) ?? []
    const [holder] = references(version.properties).flatMap(
      ({ logicalId }) => own(resources, logicalId) ?? [],
    )
    const settings = names.flatMap(name => {
      const value = holder?.properties[name]
      return value === undefined ? [] : [[name, value] as const]
    })
    if (settings.length === 0) continue
    const properties = { ...version.properties, [settingsKey]: Object.fromEntries(settings) }
    const dependsOn = [...new Set([...version.dependsOn, ...(holder?.dependsOn ?? [])])].sort()
    resources[version.logicalId] = { ...version, properties, dependsOn }
  }
  return { ...stack, resources }
}
