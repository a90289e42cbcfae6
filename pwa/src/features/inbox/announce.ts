import type { News } from '@/live/news'
import { router } from '@/routes'
import { say } from '@/ui/toast'

/** Says what is new where somebody looks, with the way to it; the inbox says it itself. */
export function announce({ notices }: News) {
  const newest = notices.at(-1)
  if (!newest || document.visibilityState !== 'visible' || router.currentRoute.value.path === '/inbox') return
  const to = notices.length === 1 && newest.problemId ? `/problems/${newest.problemId}` : '/inbox'
  say(notices.length === 1 ? `新消息：${newest.text}` : `有 ${notices.length} 条新消息`, {
    icon: 'bell',
    action: { word: '去看', run: () => void router.push(to) },
  })
}
