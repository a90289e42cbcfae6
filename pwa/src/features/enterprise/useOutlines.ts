import { shallowRef, watch } from 'vue'
import { ask } from '@/gql/client'
import { OutlineDocument, type OutlineQuery } from '@/gql/graphql'
import { remember, remembered } from '@/offline/cache'
import { viewer } from '@/session'

type Outline = NonNullable<OutlineQuery['division']>

/** The outlines of counties, by the offline pack, else by the server; those that neither has are left out. */
export function useOutlines(codes: () => string[]) {
  const outlines = shallowRef<Outline[]>([])
  watch(
    () => codes().join(' '),
    async wanted => {
      const found = await Promise.all(wanted.split(' ').filter(Boolean).map(outlineOf))
      outlines.value = found.filter(outline => outline !== null)
    },
    { immediate: true },
  )
  return outlines
}

async function outlineOf(code: string): Promise<Outline | null> {
  const owner = viewer.value?.id ?? ''
  const copy = await remembered<OutlineQuery>(owner, OutlineDocument.toString(), { code })
  if (copy) return copy.data.division
  try {
    const answer = await ask(OutlineDocument, { code })
    await remember(owner, OutlineDocument.toString(), { code }, answer)
    return answer.division
  } catch {
    return null
  }
}
