// The levels of government as an office looks at them: its own, those below and those above.
import type { Level } from '@/gql/graphql'
import { viewer } from '@/session'

const levels: Level[] = ['PROVINCE', 'CITY', 'COUNTY', 'TOWN']

/** The levels from an own one; somebody of no level looks from the highest. */
export function levelsFrom(own: Level = 'PROVINCE'): Record<'own' | 'below' | 'above', Level[]> {
  const at = levels.indexOf(own)
  return { own: [own], below: levels.slice(at + 1), above: levels.slice(0, at) }
}

/** The levels from the reader's own. */
export const ownLevels = () => levelsFrom(viewer.value?.divisions[0]?.level)
