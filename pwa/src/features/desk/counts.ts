// How much waits behind each entry of the desk's rail, by path. Counted when a desk opens and after every action.
import { shallowRef } from 'vue'
import { ask } from '@/gql/client'
import { HandlerCountsDocument, LampCountsDocument, OfficeCountsDocument, UnassignedCountDocument } from '@/gql/graphql'
import { viewer } from '@/session'
import { ownLevels } from './levels'

export const counts = shallowRef<Record<string, number>>({})

/** Counts anew for the reader's role; when that fails the old numbers stay. */
export async function recount(): Promise<void> {
  try {
    counts.value = await countFor(viewer.value?.role)
  } catch {
    // The screen's own query says what is wrong.
  }
}

async function countFor(role: string | undefined): Promise<Record<string, number>> {
  if (role === 'OFFICE') {
    const [{ toTriage, below, above, toReview, toRule, toCall }, { enterprises }] = await Promise.all([
      ask(OfficeCountsDocument, ownLevels()),
      ask(UnassignedCountDocument, {}),
    ])
    return {
      '/triage': toTriage.totalCount,
      below: below.totalCount,
      above: above.totalCount,
      '/review': toReview.totalCount,
      '/requests': toRule.totalCount,
      '/callbacks': toCall.totalCount,
      '/enterprises': enterprises.totalCount,
    }
  }
  if (role === 'ADMIN') {
    const { enterprises } = await ask(UnassignedCountDocument, {})
    return { '/enterprises': enterprises.totalCount }
  }
  if (role === 'DEPARTMENT_HANDLER') {
    const { toSign, handling, pressing } = await ask(HandlerCountsDocument, {})
    return {
      '/work': toSign.totalCount + handling.totalCount,
      toSign: toSign.totalCount,
      handling: handling.totalCount,
      pressing: pressing.totalCount,
    }
  }
  if (role === 'SUPERVISOR') {
    const { red } = await ask(LampCountsDocument, {})
    return { '/supervision': red.totalCount }
  }
  return {}
}
