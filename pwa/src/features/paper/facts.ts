// What a document says of a problem, as rows of a table: a word and a text.
import { channel } from '@/features/desk/words'
import type { Result } from '@/gql/client'
import type { PrintProblemDocument } from '@/gql/graphql'
import { category, dispatchRole, grade, line } from '@/words/term'
import { clock, isoDay } from '@/words/time'

export type PrintProblem = NonNullable<Result<typeof PrintProblemDocument>['problem']>
export type Paper = PrintProblem['documents'][number]
type Dispatch = PrintProblem['dispatches'][number]
export type Fact = [word: string, text: string]

/** Printed papers say the year: 2026-11-22 15:24. */
export const at = (instant: string) => `${isoDay(instant)} ${clock(instant)}`
const yesNo = (value: boolean) => (value ? '是' : '否')

/** The facts of a paper; one without a text is left out. */
export function factsOf(problem: PrintProblem, paper: Paper): Fact[] {
  const dispatch = problem.dispatches.find(d => d.id === paper.dispatch?.id)
  const own = { DISPATCH_NOTE: handedOut, PROGRESS_NOTE: handled, CLOSURE_NOTE: closed, SUPERVISION_ORDER: supervised }[
    paper.kind
  ]
  return [...matter(problem), ...own(problem, paper, dispatch)].filter((fact): fact is Fact => Boolean(fact[1]))
}

type Loose = [word: string, text: string | null | undefined]

function matter(problem: PrintProblem): Loose[] {
  const { enterprise, division, park, reporter } = problem
  return [
    ['问题编号', problem.number],
    ['企业名称', enterprise?.name],
    ['统一社会信用代码', enterprise?.uscc],
    ['地址', enterprise?.address],
    ['属地', [division.name, park?.name].filter(Boolean).join(' ')],
    ['来源', [channel[problem.channel], reporter?.name, at(problem.capturedAt)].filter(Boolean).join('，')],
    ['问题类别', category[problem.category]],
    ['问题', problem.title],
    ['具体情况', problem.description],
    ['企业诉求', problem.demand],
  ]
}

function handedOut(_problem: PrintProblem, _paper: Paper, d?: Dispatch): Loose[] {
  if (!d) return []
  return [
    ['承办单位', `${d.organization.name}（${dispatchRole[d.role]}，${line[d.line]}）`],
    ['交办时间', at(d.dispatchedAt)],
    ['签收时限', d.signDueAt && at(d.signDueAt)],
    ['办理时限', at(d.dueAt)],
    ['时限依据', d.dueReason],
  ]
}

function handled(problem: PrintProblem, _paper: Paper, d?: Dispatch): Loose[] {
  if (!d) return []
  return [
    ['承办单位', `${d.organization.name}（${dispatchRole[d.role]}，${line[d.line]}）`],
    ['交办时间', at(d.dispatchedAt)],
    ['签收时间', d.signedAt && at(d.signedAt)],
    ['办理时限', at(d.dueAt)],
    ['办理经过', steps(problem, d)],
    ['答复', d.reply],
    ['是否解决', d.solved === null ? null : yesNo(d.solved)],
    ['答复时间', d.repliedAt && at(d.repliedAt)],
    ['当前状态', d.statusText],
  ]
}

/** What the unit did between this dispatch and its next one, a line each. */
function steps(problem: PrintProblem, d: Dispatch): string {
  const next = problem.dispatches
    .filter(other => other.organization.id === d.organization.id && other.dispatchedAt > d.dispatchedAt)
    .map(other => other.dispatchedAt)
    .sort()[0]
  return problem.events.nodes
    .filter(
      e =>
        e.organization?.id === d.organization.id &&
        e.kind !== 'REPLIED' &&
        e.at >= d.dispatchedAt &&
        !(next && e.at >= next),
    )
    .map(e => [at(e.at), e.kindText, e.note].filter(Boolean).join('　'))
    .join('\n')
}

function closed(problem: PrintProblem, paper: Paper): Loose[] {
  const event = problem.events.nodes.find(e => paper.id.endsWith(e.id))
  const leads = problem.dispatches.filter(d => d.role === 'LEAD' && d.repliedAt && d.repliedAt <= paper.at)
  const lead = leads.sort((a, b) => a.dispatchedAt.localeCompare(b.dispatchedAt)).at(-1)
  const score = problem.status === 'CLOSED' && problem.closedAt === paper.at ? problem.evaluation : null
  return [
    ['主办单位', lead?.organization.name],
    [
      '协办单位',
      [...new Set(problem.dispatches.filter(d => d.role === 'CO').map(d => d.organization.name))].join('、'),
    ],
    ['答复', lead?.reply],
    ['答复时间', lead?.repliedAt && at(lead.repliedAt)],
    [
      '企业评价',
      score && [score.solved ? '已解决' : '未解决', grade[score.grade], score.comment].filter(Boolean).join('，'),
    ],
    ['销号依据', event && [event.kindText, event.note].filter(Boolean).join('：')],
    ['销号时间', at(paper.at)],
  ]
}

function supervised(_problem: PrintProblem, { supervisionOrder: order }: Paper): Loose[] {
  if (!order) return []
  return [
    ['督办单位', order.organization?.name],
    ['督办方式', order.kindText],
    ['原定时限', order.dueAt && at(order.dueAt)],
    ['督办要求', order.note],
    ['回复期限', order.replyBy],
    ['回复', order.reply],
    ['回复时间', order.repliedAt && at(order.repliedAt)],
  ]
}

/** Who signs below, by kind. */
export const signatures: Record<Paper['kind'], string[]> = {
  DISPATCH_NOTE: ['签发人', '签收人', '签收时间'],
  PROGRESS_NOTE: ['经办人', '负责人', '单位（盖章）'],
  CLOSURE_NOTE: ['联企干部', '审核人', '单位（盖章）'],
  SUPERVISION_ORDER: ['签发人', '签收人', '签收时间'],
}
