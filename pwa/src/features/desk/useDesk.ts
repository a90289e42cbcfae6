import { computed, nextTick, ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { DeskProblemDocument, type ProblemFilter } from '@/gql/graphql'
import { useQuery } from '@/gql/useQuery'
import { say } from '@/ui/toast'
import { recount } from './counts'
import { shape } from './shape'
import type { Key } from './useKeys'
import { useProblemList } from './useProblemList'

/** A tab of a desk: a list of problems with its name. */
export interface DeskTab {
  key: string
  word: string
  filter: ProblemFilter
  /** What an empty list says. */
  empty: string
  /** Shown only while something is in it. */
  quiet?: boolean
}

/** A queue beside the problem that is open; tab, search and problem stand in the address. */
export function useDesk(tabs: DeskTab[]) {
  const route = useRoute()
  const router = useRouter()
  const isWide = computed(() => shape.value !== 'PHONE')

  const tab = computed(() => tabs.find(({ key }) => key === route.query.tab) ?? (tabs[0] as DeskTab))
  const text = computed<string | undefined>({
    get: () => String(route.query.text ?? ''),
    set: value => void go({ text: value || undefined, id: undefined }),
  })
  const list = useProblemList(() => ({ ...tab.value.filter, text: text.value || undefined }))
  const chosen = computed(() => (route.query.id ? String(route.query.id) : undefined))
  const current = computed(() => chosen.value ?? (isWide.value ? list.lines.value[0]?.id : undefined))
  const query = useQuery(DeskProblemDocument, () => (current.value ? { id: current.value } : null), { offline: false })
  const problem = computed(() => query.data.value?.problem ?? undefined)

  /** Moves with everything that was done here, so that forms start anew. */
  const turn = ref(0)

  function go(change: Record<string, string | undefined>) {
    return router.replace({ query: { ...route.query, ...change } })
  }

  /** Opens a problem; on a phone it lies over the list and Back closes it. */
  function open(id: string | undefined) {
    if (isWide.value) return go({ id })
    if (id) return router.push({ query: { ...route.query, id } })
    const before = router.options.history.state.back
    return typeof before === 'string' && before.startsWith(route.path) ? router.back() : go({ id })
  }

  /** Opens the one `by` places further down, or up. */
  async function step(by: number) {
    const ids = list.lines.value.map(line => line.id)
    const here = ids.indexOf(current.value ?? '')
    const next = ids[Math.min(ids.length - 1, Math.max(0, here + by))]
    if (!next) return
    await go({ id: next })
    await nextTick()
    document.querySelector<HTMLElement>('.queue [aria-current="true"]')?.focus()
  }

  /** Something was done: says so, and opens the next in the queue once this one has left it. */
  async function done(words: string) {
    const ids = list.lines.value.map(line => line.id)
    const here = ids.indexOf(current.value ?? '')
    const next = ids[here + 1] ?? ids[here - 1]
    say(words)
    turn.value++
    void recount()
    await list.query.reload()
    const stays = list.lines.value.some(line => line.id === ids[here])
    if (stays) return query.reload()
    await go({ id: isWide.value ? next : undefined })
    await nextTick()
    document.querySelector<HTMLElement>('.queue [aria-current="true"]')?.focus()
  }

  const keys: Key[] = [
    { key: 'j', word: '下一件', run: () => void step(1) },
    { key: 'k', word: '上一件', run: () => void step(-1) },
  ]
  return { tabs, tab, text, list, chosen, current, query, problem, turn, go, open, done, keys }
}

export type Desk = ReturnType<typeof useDesk>
