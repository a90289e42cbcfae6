import { computed, reactive, ref } from 'vue'
import { act, Fault } from '@/gql/client'
import {
  type ContactHow,
  FinishSubItemDocument,
  type PhotoInput,
  type ProblemAction,
  RecordContactDocument,
  ReplyDispatchDocument,
  ReportProgressDocument,
  RequestExtensionDocument,
  RequestLongTermDocument,
  RequestReturnDocument,
  ResumeHandlingDocument,
  type ReturnReason,
  SignDispatchDocument,
} from '@/gql/graphql'
import { dropDraft } from '@/offline/drafts'
import { brokenWords, photosOf, pictureOf, prepare } from '@/offline/photos'
import { upload } from '@/offline/upload'
import { uuid7 } from '@/offline/uuid'
import type { DeskDispatch, DeskProblem } from './problem'
import type { Verb } from './useVerb'

/** What a unit may do with its dispatch, in the order of the form. */
export const deeds = [
  { action: 'SIGN', word: '签收', after: '已签收' },
  { action: 'REPLY', word: '答复', after: '已答复，等联企办审核' },
  { action: 'FINISH_ITEM', word: '办结子事项', after: '子事项已办结' },
  { action: 'REPORT_PROGRESS', word: '报进展', after: '进展已报' },
  { action: 'RECORD_CONTACT', word: '联系企业', after: '已记下联系，企业看得到' },
  { action: 'RESUME', word: '恢复办理', after: '已恢复办理，继续计时' },
  { action: 'REQUEST_EXTENSION', word: '申请延期', after: '已申请延期，等联企办裁定' },
  { action: 'REQUEST_LONG_TERM', word: '申请挂账', after: '已申请挂账，等联企办裁定' },
  { action: 'REQUEST_RETURN', word: '申请退单', after: '已申请退单，等联企办裁定' },
] as const satisfies readonly { action: ProblemAction; word: string; after: string }[]

export type Deed = (typeof deeds)[number]['action']

/** Puts a draft's photos on the server and returns how a record names them. Throws Fault. */
async function sendPhotos(holder: string): Promise<PhotoInput[]> {
  const sent: PhotoInput[] = []
  for (const [i, { id }] of (await photosOf(holder)).entries()) {
    const photo = await prepare(id)
    if (!photo?.sha256) throw new Fault('INVALID', `第 ${i + 1} 张照片${brokenWords}`)
    await upload(photo.sha256, await pictureOf(photo), () => {})
    sent.push({ sha256: photo.sha256, bytes: photo.size, takenAt: photo.takenAt })
  }
  return sent
}

/** A unit's form: what it does, its words and photos. `holder` keeps the photos until they are sent. */
export function useHandling(problem: () => DeskProblem, dispatch: () => DeskDispatch | undefined, verb: Verb) {
  const offered = computed(() => deeds.filter(({ action }) => problem().allowedActions.includes(action)))
  const form = reactive({
    id: uuid7(),
    deed: offered.value[0]?.action as Deed | undefined,
    note: '',
    solved: undefined as boolean | undefined,
    overrideCoUnits: false,
    overrideSubItems: false,
    subItemId: undefined as string | undefined,
    how: undefined as ContactHow | undefined,
    reasonCode: undefined as ReturnReason | undefined,
    plan: '',
    until: '',
    newDueOn: '',
  })
  const holder = `desk:${problem().id}`
  const withPhotos = computed(() => ['REPLY', 'REPORT_PROGRESS', 'REQUEST_RETURN'].includes(form.deed ?? ''))
  /** A unit at work that waits for no ruling may not ask for longer: it is too late, or it was let once (R4). */
  const fixed = computed(() => {
    const own = dispatch()
    const atWork = own && ['SIGNED', 'HANDLING', 'SENT_BACK'].includes(own.status)
    const asking = problem().pendingRequests.some(request => request.dispatch.id === own?.id)
    return atWork && own.lamp && !asking && !problem().allowedActions.includes('REQUEST_EXTENSION')
  })
  /** The server has said that co-units have not replied, so that the lead may go on without them (R2). */
  const mayOverride = ref(false)

  /** The items that wait, and those of them that the unit may strike off: all where it leads, else its own. */
  const openItems = computed(() => problem().subItems.filter(({ status }) => status === 'OPEN'))
  const ownItems = computed(() => {
    const own = dispatch()
    return openItems.value.filter(item => own?.role === 'LEAD' || item.organization?.id === own?.organization.id)
  })

  function missing(): [field: string, words: string] | null {
    if (form.deed === 'SIGN') return null
    if (form.deed === 'REPLY' && form.solved === undefined) return ['solved', '选解决了没有']
    if (form.deed === 'FINISH_ITEM' && !form.subItemId) return ['subItemId', '选办结的是哪一条']
    if (form.deed === 'RECORD_CONTACT' && !form.how) return ['how', '选电话还是上门']
    if (form.deed === 'REQUEST_RETURN' && !form.reasonCode) return ['reasonCode', '选一个退单的理由']
    if (!form.note.trim()) return ['note', '这里要写一句']
    if (form.deed === 'REQUEST_EXTENSION' && !form.newDueOn) return ['newDueOn', '选延到哪一天']
    if (form.deed !== 'REQUEST_LONG_TERM') return null
    if (!form.plan.trim()) return ['plan', '写清谁在什么时候做什么']
    return form.until ? null : ['until', '选跟踪到哪一天']
  }

  async function perform(dispatchId: string) {
    const {
      id,
      note: text,
      solved = false,
      overrideCoUnits,
      overrideSubItems,
      subItemId = '',
      how = 'PHONE',
      reasonCode = 'OTHER',
      plan,
      until,
      newDueOn,
    } = form
    const note = text.trim()
    const photos = withPhotos.value ? await sendPhotos(holder) : []
    const verbs: Record<Deed, () => Promise<unknown>> = {
      SIGN: () => act(SignDispatchDocument, { input: { dispatchId } }),
      RECORD_CONTACT: () => act(RecordContactDocument, { input: { id, dispatchId, how, note } }),
      REPORT_PROGRESS: () => act(ReportProgressDocument, { input: { id, dispatchId, note, photos } }),
      FINISH_ITEM: () => act(FinishSubItemDocument, { input: { id, subItemId, note } }),
      REPLY: () =>
        act(ReplyDispatchDocument, {
          input: { id, dispatchId, solved, note, photos, overrideCoUnits, overrideSubItems },
        }),
      REQUEST_RETURN: () => act(RequestReturnDocument, { input: { id, dispatchId, reasonCode, note, photos } }),
      REQUEST_EXTENSION: () => act(RequestExtensionDocument, { input: { id, dispatchId, newDueOn, reason: note } }),
      REQUEST_LONG_TERM: () =>
        act(RequestLongTermDocument, { input: { id, dispatchId, reason: note, plan: plan.trim(), until } }),
      RESUME: () => act(ResumeHandlingDocument, { input: { dispatchId, note } }),
    }
    if (form.deed) await verbs[form.deed]()
    if (withPhotos.value) await dropDraft(holder)
  }

  /** Whether it was sent. */
  async function send(): Promise<boolean> {
    const own = dispatch()
    if (!own || !form.deed) return false
    const gap = missing()
    if (gap) {
      verb.refuse(...gap)
      return false
    }
    const done = await verb.run(() => perform(own.id))
    const fault = verb.fault.value
    if (form.deed === 'REPLY' && fault instanceof Fault && fault.field[0] === 'overrideCoUnits')
      mayOverride.value = true
    return done
  }

  return { form, offered, fixed, holder, withPhotos, mayOverride, openItems, ownItems, send }
}
