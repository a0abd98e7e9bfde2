import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assert, boolean, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { fitOnScreens, keepWindowState, readWindowState } from '../../../main/shell/window-state.ts'

const LAPTOP = { x: 0, y: 25, width: 1440, height: 875 }
const BESIDE = { x: 1440, y: -300, width: 2560, height: 1400 }

describe('the window', () => {
  it('is in the middle of the first screen when it was never open', () =>
    expect(fitOnScreens(null, [LAPTOP])).toEqual({ x: 60, y: 25, width: 1320, height: 875 }))

  it('stays where it was, on whichever screen', () => {
    const saved = { x: 1600, y: -200, width: 1500, height: 1000 }
    expect(fitOnScreens(saved, [LAPTOP, BESIDE])).toEqual(saved)
  })

  it('comes back when its screen is gone', () =>
    expect(fitOnScreens({ x: 1600, y: -200, width: 1500, height: 1000 }, [LAPTOP])).toEqual(LAPTOP))

  it('is whole on a screen, whatever was kept', () => {
    const side = integer({ min: 1, max: 9000 })
    const place = integer({ min: -9000, max: 9000 })
    assert(
      property(place, place, side, side, boolean(), (x, y, width, height, two) => {
        const areas: [typeof LAPTOP, ...(typeof LAPTOP)[]] = two ? [LAPTOP, BESIDE] : [LAPTOP]
        const fitted = fitOnScreens({ x, y, width, height }, areas)
        const inside = areas.some(
          (area) =>
            fitted.x >= area.x &&
            fitted.y >= area.y &&
            fitted.x + fitted.width <= area.x + area.width &&
            fitted.y + fitted.height <= area.y + area.height,
        )
        expect(inside).toBe(true)
      }),
    )
  })

  it('is forgotten where what was kept cannot be read', () => {
    const folder = temporaryFolder('window')
    const file = join(folder, 'deep', 'window.json')
    expect(readWindowState(file)).toBeNull()
    const state = { bounds: { x: 1, y: 2, width: 1300, height: 800 }, maximized: true }
    expect(keepWindowState(file, state)).toBe(true)
    expect(readWindowState(file)).toEqual(state)
    for (const bad of ['{', '{}', JSON.stringify({ ...state, bounds: { ...state.bounds, width: 1e9 } })]) {
      writeFileSync(file, bad)
      expect(readWindowState(file)).toBeNull()
    }
    expect(keepWindowState(join(file, 'in-a-file.json'), state)).toBe(false)
  })
})
