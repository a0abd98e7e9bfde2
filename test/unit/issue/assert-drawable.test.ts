import { expect, test } from 'vitest'
import type { Failure } from '../../../shared/contract/failure.ts'
import { assertDrawable, undrawable } from '../../../main/issue/assert-drawable.ts'

test.each([
  '王小明',
  '欧阳娜娜',
  'José Müller-Åkesson',
  'Ольга Ковалёва',
  '第三十七次会议（扩大）',
  '𬱖',
  'Rene\u0301',
  'A 1/12　:·…',
])('%s can be drawn', (text) => {
  expect(undrawable(text)).toEqual([])
})

test.each([
  ['a rare character outside the face', '王𠮷', ['𠮷']],
  ['an emoji', 'Li 😀😀', ['😀']],
  ['another script', 'محمد', ['م', 'ح', 'د']],
  ['a control', 'A\u0007B', ['\u0007']],
  ['a direction override', 'A\u202EB', ['\u202E']],
  ['a zero-width space', 'A\u200BB', ['\u200B']],
  ['a character of private use', 'A\uE000', ['\uE000']],
  ['half a surrogate pair', 'A\uD842', ['\uD842']],
])('%s is refused, each character once', (_, text, missing) => {
  expect(undrawable(text)).toEqual(missing)
})

test('the refusal names whose text it is and the characters', () => {
  expect(() => assertDrawable('王𠮷', 'Copy 3/12, name')).toThrow(
    expect.objectContaining({
      code: 'name-undrawable',
      message: expect.stringMatching(/^Copy 3\/12, name: .*𠮷 \(U\+20BB7\)/u),
    }) as Failure,
  )
})
