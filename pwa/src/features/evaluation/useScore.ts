import { nextTick, reactive, ref } from 'vue'
import type { Grade } from '@/gql/graphql'

/** The answers to the questions of a score, and what is missing. */
export function useScore() {
  const answers = reactive({
    solved: undefined as boolean | undefined,
    grade: undefined as Grade | undefined,
    comment: '',
  })
  const errors = ref<{ solved?: string; grade?: string; answer?: string }>({})

  /** The whole score; nothing, and the focus on the first gap, while an answer is missing. */
  async function complete() {
    const { solved, grade, comment } = answers
    errors.value = {}
    if (solved === undefined) errors.value.solved = '先说解决了没有'
    if (!grade) errors.value.grade = '选一个满意程度'
    if (solved !== undefined && grade) return { solved, grade, comment: comment.trim() }
    await nextTick()
    document.querySelector<HTMLElement>('fieldset[aria-describedby] input')?.focus()
  }
  return { answers, errors, complete }
}

export type ScoreForm = ReturnType<typeof useScore>
