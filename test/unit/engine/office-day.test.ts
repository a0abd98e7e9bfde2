import { afterEach, describe, expect, it } from 'vitest'
import { dayBegins } from '../../../main/engine/custody/office-day.ts'
import { expectFailure } from '../register/fixture.ts'

const zone = process.env.TZ

afterEach(() => {
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
})

describe('a day at the office', () => {
  it.each([
    ['Asia/Shanghai', '2026-05-12', '2026-05-11T16:00:00.000Z', '2026-05-12T16:00:00.000Z'],
    ['America/Los_Angeles', '2026-05-12', '2026-05-12T07:00:00.000Z', '2026-05-13T07:00:00.000Z'],
    // An hour short, as clocks are put forward.
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['UTC', '2026-12-31', '2026-12-31T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
  ])('in %s begins and ends by its own clock', (timeZone, day, begins, ends) => {
    process.env.TZ = timeZone
    expect([dayBegins(day), dayBegins(day, 1)]).toEqual([begins, ends])
  })

  it('is nothing that is written otherwise', () => {
    for (const typed of ['12/05/2026', '5', '2026-02-30', '2026-5-1', '2026-05-12T10:00', ''])
      expectFailure(() => dayBegins(typed), 'usage')
  })
})
