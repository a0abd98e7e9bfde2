/** How hard a passphrase is to guess for somebody who knows how people choose them; a careful estimate, no measurement. */
export interface Strength {
  /** Of guesses, as a power of two. */
  readonly bits: number
  readonly level: 'weak' | 'fair' | 'good' | 'strong'
}

const COMMON = [
  'password', 'passwort', 'passw0rd', 'qwerty', 'qwertz', 'azerty', 'asdfgh', 'zxcvbn', 'letmein', 'welcome',
  'admin', 'login', 'secret', 'siglum', 'iloveyou', 'monkey', 'dragon', 'master', 'sunshine', 'princess',
  'football', 'baseball', 'superman', 'trustno1', 'computer', 'internet', 'office', 'summer', 'winter', 'spring',
  'autumn', 'woaini', 'mima', 'admin123', 'abc123', '1q2w3e', 'qazwsx', '5201314', '1314520', '密码', '口令', '我爱你',
] // prettier-ignore

/** What somebody pays for a character: letters in words are easier than letters at random. */
const POOLS: readonly (readonly [RegExp, number])[] = [
  [/\p{Script=Han}/u, 6],
  [/[a-z]/, 2.6],
  [/[A-Z]/, 3.4],
  [/[0-9]/, 3.1],
  [/\s/, 1],
  [/./u, 4.2],
]

const bitsOf = (character: string): number => POOLS.find(([pool]) => pool.test(character))?.[1] ?? 0

/** "aaa", "abc", "321": the third of such a run adds next to nothing. */
const continues = (characters: readonly string[], at: number): boolean => {
  const [first, second, third] = [at - 2, at - 1, at].map((place) => characters[place]?.codePointAt(0))
  if (first === undefined || second === undefined || third === undefined) return false
  const step = third - second
  return step === second - first && Math.abs(step) <= 1
}

/** Pieces that were there before are free: "moonmoonmoon" is one moon. */
const repeats = (characters: readonly string[], at: number): boolean => {
  const piece = characters.slice(at - 2, at + 1).join('')
  return piece.length >= 3 && characters.slice(0, at).join('').includes(piece)
}

const kinds = (text: string): number => POOLS.filter(([pool]) => pool.test(text)).length - 1

export const strengthOf = (passphrase: string): Strength => {
  const text = passphrase.normalize('NFKC')
  const common = COMMON.reduce((left, word) => left.replaceAll(word, '\u0000'), text.toLowerCase())
  // A common word counts as one sign, whatever its length.
  const kept = [...text].slice(0, [...common].length)
  const characters = common.includes('\u0000') ? [...common] : kept
  const bits = characters.reduce((sum, character, at) => {
    if (character === '\u0000') return sum + 3
    return sum + (continues(characters, at) || repeats(characters, at) ? 0.4 : bitsOf(character))
  }, 0)
  const total = bits + Math.max(0, kinds(text) - 1) * 3
  const level = total < 34 ? 'weak' : total < 48 ? 'fair' : total < 66 ? 'good' : 'strong'
  return { bits: Math.round(total), level: [...text].length < 8 ? 'weak' : level }
}
