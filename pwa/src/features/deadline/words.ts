// Chinese words of deadlines and of the working calendar.
import type { Complexity, PolicyFragment, SlaTimer } from '@/gql/graphql'

export const timer: Record<SlaTimer, string> = {
  SIGN: '签收',
  CONTACT: '首次联系企业',
  PROGRESS: '首次反馈进展',
  CO_REPLY: '协办答复',
  RESOLVE: '办结答复',
}

const complexity: Record<Complexity, string> = { SIMPLE: '一般', CROSS_UNIT: '跨部门', MAJOR: '重大复杂' }

/** What a policy says, a line each; problems of several complexities that have the same time share it. */
export function rulesOf(policy: PolicyFragment): { what: string; text: string }[] {
  const timed = (Object.keys(timer) as SlaTimer[]).map(one => {
    const steps = policy.steps.filter(step => step.timer === one)
    const times = [...new Set(steps.map(({ text }) => text))]
    const [first] = times
    if (!first) return { what: timer[one], text: one === 'CO_REPLY' ? '与办结答复相同' : '没有规定' }
    if (times.length === 1) return { what: timer[one], text: first }
    const parts = times.map(
      text =>
        `${steps
          .filter(step => step.text === text)
          .map(step => complexity[step.complexity])
          .join('、')} ${text}`,
    )
    return { what: timer[one], text: parts.join('，') }
  })
  const { objectDays, rulingDays, extendDays, extensions, extensionDays, answerDays, officeOpen, officeClose } = policy
  return [
    ...timed,
    { what: '认为不该本单位办', text: `${objectDays} 个工作日内退单` },
    { what: '联企办裁定申请', text: `${rulingDays} 个工作日` },
    {
      what: '延期',
      text:
        extensions === 0
          ? '单位不能申请'
          : `到期前 ${extendDays} 个工作日申请，至多 ${extensions} 次，最远延到 ${extensionDays} 天后`,
    },
    { what: '等企业评价', text: `${answerDays} 个工作日，没有回音就回访` },
    { what: '工作时间', text: `${officeOpen} 到 ${officeClose}，只在这时催办` },
  ]
}

/** A day that differs from "Monday to Friday is worked". */
export interface Exception {
  day: string
  off: boolean
  name: string
}

const millis = 86_400_000

/** The days from one to another, both included, as 2026-02-14; none where the last is before the first, and never more than a year. */
export function daysFrom(first: string, last: string): string[] {
  const count = Math.min(366, Math.round((Date.parse(last) - Date.parse(first)) / millis) + 1)
  return Array.from({ length: Math.max(0, count) || 0 }, (_, i) =>
    new Date(Date.parse(first) + i * millis).toISOString().slice(0, 10),
  )
}

/** 2月14日 */
export const dayWord = (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`

/** 2月15日至2月23日, or one day alone. */
export const spanWord = (first: string, last: string) =>
  first === last ? dayWord(first) : `${dayWord(first)}至${dayWord(last)}`

/** Whether a day is worked where nothing else is said. */
export const plainlyWorked = (day: string) => ![0, 6].includes(new Date(Date.parse(day)).getUTCDay())

/** The year's festivals in order, each in a sentence: 2月15日至2月23日放假，2月14日、2月28日上班. */
export function festivals(days: readonly Exception[]): { name: string; text: string }[] {
  const runs: { name: string; off: boolean; first: string; last: string }[] = []
  for (const { day, off, name } of days) {
    const run = runs.at(-1)
    if (run && run.name === name && run.off === off && daysFrom(run.last, day).length === 2) run.last = day
    else runs.push({ name, off, first: day, last: day })
  }
  return [...new Set(runs.map(({ name }) => name))].map(name => {
    const said = (wanted: boolean) =>
      runs
        .filter(run => run.name === name && run.off === wanted)
        .map(({ first, last }) => spanWord(first, last))
        .join('、')
    const [off, worked] = [said(true), said(false)]
    return { name, text: [off && `${off}放假`, worked && `${worked}上班`].filter(Boolean).join('，') }
  })
}
