import type { Schemas } from '../../lib/client.ts'

type Topics = Schemas['Help']['topics']

/** Full-width and half-width, large and small letters, hiragana and katakana mean the same to who searches. */
function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60))
}

/** The questions in which every word stands, in any language, with their topics; all of them when nothing is sought. */
export function matching(topics: Topics, words: string): Topics {
  const sought = folded(words).split(/\s+/).filter(Boolean)
  if (!sought.length) return topics
  return topics
    .map((topic) => ({
      ...topic,
      questions: topic.questions.filter((one) => {
        const text = folded([topic.name, one.ask, one.answer].flatMap((each) => Object.values(each)).join(' '))
        return sought.every((word) => text.includes(word))
      }),
    }))
    .filter((topic) => topic.questions.length)
}
