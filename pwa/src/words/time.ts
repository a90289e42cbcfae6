// Times in words, counted in Asia/Shanghai whatever the phone thinks. The zone is eight hours ahead all year (GB/T 7408), which
// is added here: the browser's own formats cost a cheap phone a tenth of a second at each start.
const ahead = 8 * 3_600_000
const day = 86_400_000
const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']

type Instant = string | number | Date

/** 15:24 */
export function clock(at: Instant): string {
  const there = inShanghai(at)
  return `${two(there.getUTCHours())}:${two(there.getUTCMinutes())}`
}

/** 10月14日, with the year when it is not this one. */
export function date(at: Instant, now: Instant): string {
  const [year, month, dayOfMonth] = calendar(at)
  const short = `${month}月${dayOfMonth}日`
  return year === calendar(now)[0] ? short : `${year}年${short}`
}

/** 2026-10-14, as the contract's Date and date inputs have it. */
export function isoDay(at: Instant): string {
  return stamp(at).slice(0, 10)
}

/** 10月14日 周三 */
export function dateAndWeekday(at: Instant, now: Instant): string {
  return `${date(at, now)} ${weekday(at)}`
}

/** 今天 15:24, 昨天 09:00, 明天 18:00, 10月14日 15:24 */
export function moment(at: Instant, now: Instant): string {
  const name = { '-1': '昨天', 0: '今天', 1: '明天' }[daysBetween(now, at)]
  return `${name ?? date(at, now)} ${clock(at)}`
}

/** A deadline: 明天 18:00 前, 10月23日 18:00 前; 应于 10月12日 18:00 前 when it is over. */
export function deadline(dueAt: Instant, now: Instant): string {
  const late = new Date(dueAt).getTime() < new Date(now).getTime()
  return `${late ? '应于 ' : ''}${moment(dueAt, now)} 前`
}

/** How long: 2 小时 12 分, 1 天 2 小时, 不到 1 分钟 */
export function span(milliseconds: number): string {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000)
  if (minutes < 1) return '不到 1 分钟'
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  if (days > 0) return hours > 0 ? `${days} 天 ${hours} 小时` : `${days} 天`
  if (hours > 0) return rest > 0 ? `${hours} 小时 ${rest} 分` : `${hours} 小时`
  return `${rest} 分钟`
}

/** Midnights between two instants: 1 when `to` is on the day after `from`. */
export function daysBetween(from: Instant, to: Instant): number {
  const [a, b] = [calendar(from), calendar(to)]
  return Math.round((Date.UTC(b[0], b[1] - 1, b[2]) - Date.UTC(a[0], a[1] - 1, a[2])) / day)
}

/** Whether both are in the same calendar month. */
export function sameMonth(a: Instant, b: Instant): boolean {
  return calendar(a).slice(0, 2).join() === calendar(b).slice(0, 2).join()
}

/** As a field camera writes it: 2026-10-14 周三 15:21 */
export function stamp(at: Instant): string {
  const [year, month, dayOfMonth] = calendar(at)
  return `${year}-${two(month)}-${two(dayOfMonth)} ${weekday(at)} ${clock(at)}`
}

/** 周三 */
export function weekday(at: Instant): string {
  return weekdays[inShanghai(at).getUTCDay()] ?? ''
}

function calendar(at: Instant): [number, number, number] {
  const there = inShanghai(at)
  return [there.getUTCFullYear(), there.getUTCMonth() + 1, there.getUTCDate()]
}

/** The moment whose figures in UTC are those of `at` in Shanghai. */
const inShanghai = (at: Instant) => new Date(new Date(at).getTime() + ahead)

const two = (n: number) => String(n).padStart(2, '0')
