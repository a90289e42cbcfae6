// Chinese words for what desks choose and read, beside those of words/term.ts.
import type {
  AssignmentMode,
  CallbackHow,
  Complexity,
  ContactHow,
  HandlingRequestKind,
  Level,
  ProblemChannel,
  RejectReason,
  ReturnReason,
} from '@/gql/graphql'

export const complexity: Record<Complexity, string> = { SIMPLE: '一般', CROSS_UNIT: '跨部门', MAJOR: '重大复杂' }

export const level: Record<Level, string> = { PROVINCE: '省级', CITY: '市级', COUNTY: '县级', TOWN: '乡级' }

export const channel: Record<ProblemChannel, string> = {
  VISIT: '走访',
  RESIDENT: '驻企',
  RECEPTION_DAY: '企业家接待日',
  SALON: '沙龙',
  SYMPOSIUM: '座谈',
  OPEN_DAY: '开放日',
  SUPERVISION: '督导',
  LEADER_RESEARCH: '领导调研',
  SELF_REPORT: '企业自报',
  HOTLINE_12345: '12345热线',
  BUSINESS_ENV_PLATFORM: '营商环境平台',
  UPPER_LEVEL: '上级交办',
  MATCHMAKING: '对接会',
  IMPORT: '导入',
}

export const rejectReason: Record<RejectReason, string> = {
  OUTSIDE_AREA: '不属本地',
  IN_LITIGATION: '已进入诉讼、仲裁或复议',
  PETITION: '属信访事项',
  SECRET_OR_PRIVACY: '涉密或涉个人隐私',
  ABUSIVE_OR_EMPTY: '内容不实或空泛',
  REPEATED: '同一事实重复',
  OTHER_BY_LAW: '法律法规规定的其他情形',
}

export const returnReason: Record<ReturnReason, string> = {
  NOT_OUR_DUTY: '不属本单位职责',
  NOT_OUR_AREA: '不属本辖区',
  HANDLED_ELSEWHERE: '已由其他单位办理',
  OTHER: '其他',
}

export const contactHow: Record<ContactHow, string> = { PHONE: '电话', VISIT: '上门' }

export const requestKind: Record<HandlingRequestKind, string> = {
  RETURN: '申请退单',
  EXTENSION: '申请延期',
  LONG_TERM: '申请挂账',
}

export const assignmentMode: Record<AssignmentMode, string> = {
  LINKED: '联系',
  RESIDENT: '驻企',
  CHIEF_SERVICE_OFFICER: '首席服务员',
}

export const callbackHow: Record<CallbackHow, string> = { PHONE: '电话', VISIT: '上门' }

/** The members of a record of words as options of a Choice. */
export function options<T extends string>(words: Record<T, string>): { value: T; word: string }[] {
  return (Object.entries(words) as [T, string][]).map(([value, word]) => ({ value, word }))
}
