// Chinese words of where messages go beside the inboxes.
import type { OutboundKind } from '@/gql/graphql'

export const outboundKind: Record<OutboundKind, string> = {
  WECOM: '企业微信群机器人',
  DINGTALK: '钉钉群机器人',
  WEBHOOK: '本单位的系统（签名推送）',
  LOG: '服务器日志',
}

/** What the address of a kind is, and where it is found. */
export const addressHint: Record<OutboundKind, string> = {
  WECOM: '企业微信群“群机器人”给的 Webhook 地址',
  DINGTALK: '钉钉群“智能群助手”给的 Webhook 地址',
  WEBHOOK: '接收系统的网址，每条消息以 JSON 送到这里',
  LOG: '',
}

/** How a channel does, in a sentence. */
export function stateOf({ enabled, waiting, failure }: { enabled: boolean; waiting: number; failure?: string | null }) {
  if (!enabled) return { tone: '', word: '已停用', text: waiting > 0 ? `还有 ${waiting} 条没送出` : '' }
  if (failure && waiting > 0)
    return { tone: 'st-bad', word: '没送到', text: `${failure}。还有 ${waiting} 条在等，会再试` }
  if (failure) return { tone: 'st-you', word: '有没送到的', text: `最近一次没送到：${failure}` }
  return { tone: 'st-ok', word: '正常', text: waiting > 0 ? `${waiting} 条在等着送出` : '没有在等的' }
}
