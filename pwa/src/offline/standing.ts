// Where a waiting record stands, in words: what it is doing, why, and what would help.
import { reachable } from '@/gql/reach'
import { expired } from '@/session'
import { span } from '@/words/time'
import type { Item } from './outbox'
import { sending } from './sending'
import { waitsForWifi } from './wifi'

export interface Standing {
  word: string
  icon: string
  tone: 'go' | 'wait' | 'you' | 'held'
  why: string
}

/** Describes one of `items`, all of one person, at `now` milliseconds. */
export function standing(item: Item, items: Item[], now: number): Standing {
  const live = sending.value
  if (live?.id === item.id) {
    return { word: '发送中', icon: 'up', tone: 'go', why: item.arrived ? arrivedWords(item) : '马上就好' }
  }
  if (item.stopped) return { word: '要你改', icon: 'edit', tone: 'you', why: item.stopped.message }
  if (expired.value) return { word: '要登录', icon: 'user', tone: 'you', why: '登录已过期，登录后接着发' }
  const first = items.find(other => other.id === item.dependsOn && !other.arrived)
  if (first) return { word: '等前一条', icon: 'clock', tone: 'wait', why: '等这次走访的签到先送达' }
  if (item.arrived && waitsForWifi.value)
    return { word: '等 Wi-Fi', icon: 'clock', tone: 'wait', why: `${arrivedWords(item)}。在“我的”里可以改为不等` }
  if (!reachable.value)
    return { word: '等网络', icon: 'off', tone: 'wait', why: item.trouble ?? '没有网络，联网后自动发送' }
  if (item.tries === 0) {
    if (item.arrived) return { word: '等发照片', icon: 'up', tone: 'wait', why: arrivedWords(item) }
    return { word: '已存手机', icon: 'check', tone: 'wait', why: '马上发送' }
  }
  const wait = item.retryAt - now
  const again = wait > 0 ? `${span(wait)}后再试` : '马上再试'
  return {
    word: '等重试',
    icon: 'refresh',
    tone: 'wait',
    why: `${item.trouble ?? ''}。已试 ${item.tries} 次，${again}`,
  }
}

const arrivedWords = ({ photos, photosReceived }: Item) => `文字已送达，照片已收到 ${photosReceived}/${photos}`
