import type { ProblemCategory } from '@/gql/graphql'
import { uuid7 } from '@/offline/uuid'

/** A new problem as it is written down; saved as a draft under these names. */
export type ProblemForm = {
  id: string
  description: string
  demand: string
  category: ProblemCategory | ''
  how: 'DISPATCH' | 'ON_SITE'
  confidential: boolean
}

export function freshForm(): ProblemForm {
  return { id: uuid7(), description: '', demand: '', category: '', how: 'DISPATCH', confidential: false }
}

export type FormErrors = Partial<Record<'description' | 'category' | 'how', string>>

/** What keeps the form from being submitted, in words by field; empty when nothing does. */
export function check(form: ProblemForm, photos: number, byFirm: boolean): FormErrors {
  const errors: FormErrors = {}
  if ([...form.description.trim()].length < 2) errors.description = '写一句发生了什么'
  if (!form.category) errors.category = '选一类，就能提交'
  if (form.how === 'ON_SITE' && photos === 0 && !byFirm) errors.how = '现场解决要有 1 张照片作证'
  return errors
}
