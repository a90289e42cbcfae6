import type { RouteLocationRaw } from 'vue-router'
import { draftKey } from '@/offline/drafts'
import { type Item, reopen } from '@/offline/outbox'
import { uuid7 } from '@/offline/uuid'

/**
 * Puts a record that the server refused back into its form and says where that is. It keeps its id, so that nothing
 * can arrive twice, unless the server holds another record by that id.
 */
export async function correct(item: Item): Promise<RouteLocationRaw> {
  const id = item.stopped?.code === 'CONFLICT' ? uuid7() : item.id
  const { draft, fields, to } = formOf(item, id)
  await reopen(item, draftKey(item.owner, draft), fields)
  return to
}

/** Whether it can go back into its form: not where its words have arrived. */
export const mayCorrect = (item: Item) => !item.arrived

interface Form {
  draft: string
  fields: Record<string, unknown>
  to: RouteLocationRaw
}

function formOf(item: Item, id: string): Form {
  switch (item.kind) {
    case 'CHECK_IN': {
      const { enterpriseId, reason, note } = item.input
      const to = `/enterprises/${enterpriseId}/check-in`
      return { draft: `check-in ${enterpriseId}`, fields: { id, reason: reason ?? '', more: note ?? '' }, to }
    }
    case 'REPORT': {
      const { enterpriseId, description, demand, category, resolvedOnSite, confidential, visitId } = item.input
      const how = resolvedOnSite ? 'ON_SITE' : 'DISPATCH'
      return {
        draft: `problem ${enterpriseId}`,
        fields: { id, description, demand: demand ?? '', category, how, confidential: confidential ?? false },
        to: { path: '/problems/new', query: { enterprise: enterpriseId, visit: visitId ?? undefined } },
      }
    }
    case 'SUPPLEMENT': {
      const { problemId, note } = item.input
      return { draft: `supplement ${problemId}`, fields: { id, note }, to: `/problems/${problemId}/supplement` }
    }
    case 'RESIDENT_LOG': {
      const { enterpriseId, day, text, hours, duties } = item.input
      return {
        draft: `resident-log ${enterpriseId}`,
        fields: { id, day, text, hours: hours?.toString() ?? '', duties: [...(duties ?? [])] },
        to: `/enterprises/${enterpriseId}/log`,
      }
    }
    case 'PROGRESS':
    case 'REPLY': {
      const { dispatchId, note } = item.input
      return { draft: `dispatch ${dispatchId}`, fields: { id, note }, to: '/' }
    }
  }
}
