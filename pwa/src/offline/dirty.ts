import { shallowReactive } from 'vue'

/** Forms in which somebody has written what is not yet stored; the app is not replaced under them. */
export const dirtyForms = shallowReactive(new Set<string>())
