// Words and figures of samples.
import type { SampleKind } from '@/gql/graphql'

export const kindWord: Record<SampleKind, { word: string; more: string }> = {
  ENTERPRISE: { word: '随机企业', more: '每家企业先只抽一件，企业抽完了再抽第二件' },
  PROBLEM: { word: '随机问题', more: '每件问题机会相同' },
}

interface Rate {
  numerator: number
  denominator: number
  percent?: number | null
}

/** A figure with what it is of: never the percent alone. */
export function of({ numerator, denominator, percent }: Rate): string {
  const share = percent === undefined || percent === null ? '' : `，${percent.toFixed(1)}%`
  return `${numerator}/${denominator}${share}`
}

/** 从哪里、哪个单位、哪段时间 a sample is. */
export function areaOf(sample: {
  division: { name: string }
  organization?: { name: string } | null
  fromDay: string
  toDay: string
}): string {
  const unit = sample.organization ? `，${sample.organization.name}主办` : ''
  return `${sample.division.name}${unit}，${sample.fromDay} 至 ${sample.toDay} 销号`
}
