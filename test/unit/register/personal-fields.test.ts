import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../main/register/canonical-json.ts'
import { concealPersonal, revealPersonal } from '../../../main/register/personal-fields.ts'

const BODY = {
  copies: [
    { n: 1, recipient: { name: '张三', id: '7' } },
    { n: 2, recipient: { name: 'Adaobi', id: '8' } },
  ],
}
const PATTERNS = ['/copies/*/recipient']
const standIn = (pattern: string, mark: string) => `${pattern} ${mark}`

describe('personal fields', () => {
  it('leave no trace in what is hashed, and come back', () => {
    const { concealed, disclosures } = concealPersonal(BODY, PATTERNS)
    expect(canonicalJson(concealed)).not.toMatch(/张三|Adaobi|name/)
    expect(disclosures.map(({ path }) => path)).toEqual(['/copies/0/recipient', '/copies/1/recipient'])
    expect(revealPersonal(concealed, PATTERNS, disclosures, standIn)).toEqual({ body: BODY, erased: [] })
  })

  it('give another commitment each time, so that a name cannot be tried out', () => {
    const twice = [concealPersonal(BODY, PATTERNS), concealPersonal(BODY, PATTERNS)]
    expect(canonicalJson(twice[0].concealed)).not.toBe(canonicalJson(twice[1].concealed))
  })

  it('are refused when changed, exchanged or surplus', () => {
    const { concealed, disclosures } = concealPersonal(BODY, PATTERNS)
    const [first, second] = disclosures
    const wrong = [
      [{ ...first, value: first.value.replace('张三', '李四') }, second],
      [{ ...first, salt: second.salt }, second],
      [
        { ...first, path: second.path },
        { ...second, path: first.path },
      ],
      [first, second, { ...first, path: '/copies/2/recipient' }],
    ]
    for (const bad of wrong) expect(revealPersonal(concealed, PATTERNS, bad, standIn)).toBeNull()
  })

  it('are stood in for when erased, each by a mark of its own that tells nothing', () => {
    const { concealed, disclosures } = concealPersonal(BODY, PATTERNS)
    const revealed = revealPersonal(concealed, PATTERNS, [disclosures[1]], standIn)
    expect(revealed?.erased).toEqual(['/copies/0/recipient'])
    expect(revealed?.body).toMatchObject({
      copies: [
        { n: 1, recipient: expect.stringMatching(/^\/copies\/\*\/recipient [\w-]{8}$/) },
        BODY.copies[1],
      ],
    })
    const none = revealPersonal(concealed, PATTERNS, [], standIn)
    const marks = JSON.stringify(none?.body).match(/recipient [\w-]{8}/g)
    expect(new Set(marks).size).toBe(2)
  })

  it('leave a body alone that has none', () => {
    expect(concealPersonal({ a: [1] }, PATTERNS)).toEqual({ concealed: { a: [1] }, disclosures: [] })
  })
})
