import type { Fix } from '@/place/useFix'
import { distanceWords } from '@/words/measure'

/** How far the phone is from the enterprise, and what that means for the fence, in one sentence. */
export function placeWords(fix: Fix | null, distance: number | null, radius: number): string {
  if (!fix || fix.state === 'WAITING') return '正在定位'
  if (fix.state === 'NONE') return fix.words
  const error = Math.round(fix.accuracy)
  if (distance === null) return `企业还没有登记位置。你的定位误差 ±${error} 米`
  if (fix.accuracy > 500) return `定位误差 ±${error} 米，太大了，说不准在哪里`
  const far = `距企业 ${distanceWords(distance)}`
  if (distance <= radius) return `${far}，定位误差 ±${error} 米`
  const beyond = Math.round(distance - fix.accuracy - radius)
  if (beyond <= 0) return `${far}，扣除定位误差 ${error} 米，可能在范围内`
  return `${far}。扣除定位误差 ${error} 米，仍超出范围 ${distanceWords(beyond)}`
}
