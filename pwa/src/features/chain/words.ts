/** A GB/T 2260 code without its empty pairs. */
const prefix = (code: string) => code.replace(/(00){1,2}$/, '')

/** Whether a division is another one, or lies in it. */
export const within = (code: string, area: string) => area !== '' && code.startsWith(prefix(area))
