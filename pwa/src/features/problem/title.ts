const longest = 60
const shortest = 2

/**
 * The line by which a problem is known, made from the words that were written: up to the end of the first sentence,
 * at most 60 characters. Empty when there are less than 2.
 */
export function titleOf(words: string): string {
  const first =
    words
      .trim()
      .split(/[。；！？\n]/, 1)[0]
      ?.trim() ?? ''
  const characters = [...(first.length >= shortest ? first : words.trim())]
  if (characters.length < shortest) return ''
  return characters.length <= longest ? characters.join('') : `${characters.slice(0, longest - 1).join('')}…`
}
