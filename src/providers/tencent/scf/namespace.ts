import { byName } from '../../kit/identifier.ts'
import { settings } from '../../kit/parts.ts'
import { allByOffset, made, mark } from '../kit/recipe.ts'

/** A namespace of functions. It carries no tags, so that its description says whose it is. */
export const namespace = made('scf', {
  type: 'TencentCloud::SCF::Namespace',
  naming: { max: 40, allowed: /[A-Za-z0-9_-]/ },
  nameProperty: 'Namespace',
  id: byName('Namespace'),
  create: { call: 'CreateNamespace', takes: ['Description'] },
  parts: [settings({ call: 'UpdateNamespace', takes: ['Description'], resets: { Description: '' } })],
  mark,
  async show({ id, ask }) {
    const all = await allByOffset(ask, { action: 'ListNamespaces', members: {}, items: 'Namespaces' })
    const live = all?.find(({ Name }) => Name === id)
    return live && { live }
  },
  delete: { call: 'DeleteNamespace' },
})
