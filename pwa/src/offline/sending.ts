import { shallowRef } from 'vue'

/** What this tab is sending now: the record, the number of the photo, and how much of that is held, 0 to 1. */
export const sending = shallowRef<{ id: string; photo: number; part: number } | null>(null)
