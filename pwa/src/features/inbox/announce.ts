import type { News } from '@/live/news'
import { router } from '@/routes'
import { tell } from '@/ui/toast'

/** Says what is new where somebody looks, with the way to it; the inbox says it itself, and what is held waits for its digest. */
export function announce({ notices, digest }: News) {
  const aloud = notices.filter(notice => !notice.held)
  const newest = aloud.at(-1)
  if (!(newest || digest) || document.visibilityState !== 'visible' || router.currentRoute.value.path === '/inbox')
    return
  const alone = aloud.length === 1 && !digest ? newest : undefined
  const to = alone?.problemId ? `/problems/${alone.problemId}` : '/inbox'
  tell({
    text: digest ?? (alone ? `新消息：${alone.text}` : `有 ${aloud.length} 条新消息`),
    icon: 'bell',
    action: { word: '去看', run: () => void router.push(to) },
  })
}
