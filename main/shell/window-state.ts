import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

const px = z.int().min(-100_000).max(100_000)
const rectangleSchema = z.strictObject({ x: px, y: px, width: px.positive(), height: px.positive() })
const windowStateSchema = z.strictObject({ bounds: rectangleSchema, maximized: z.boolean() })

/** In device-independent pixels. */
export type Rectangle = z.infer<typeof rectangleSchema>
export type WindowState = z.infer<typeof windowStateSchema>

export const SMALLEST = { width: 1024, height: 640 } as const
const USUAL = { width: 1320, height: 880 } as const
/** So much of a window has to be on a screen for a person to find and move it. */
const GRIP_PX = 120

const overlap = (a: Rectangle, b: Rectangle): { width: number; height: number } => ({
  width: Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x),
  height: Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y),
})

const centred = (size: { width: number; height: number }, on: Rectangle): Rectangle => {
  const width = Math.min(size.width, on.width)
  const height = Math.min(size.height, on.height)
  return {
    x: on.x + Math.round((on.width - width) / 2),
    y: on.y + Math.round((on.height - height) / 2),
    width,
    height,
  }
}

/** Screens come and go: a window that was left on one that is gone, or hangs over an edge, comes back where it is seen whole. */
export const fitOnScreens = (
  saved: Rectangle | null,
  workAreas: readonly [Rectangle, ...Rectangle[]],
): Rectangle => {
  if (saved === null) return centred(USUAL, workAreas[0])
  const seen = workAreas.find((area) => {
    const { width, height } = overlap(saved, area)
    return width >= GRIP_PX && height >= GRIP_PX
  })
  if (seen === undefined) return centred(saved, workAreas[0])
  const width = Math.min(Math.max(saved.width, SMALLEST.width), seen.width)
  const height = Math.min(Math.max(saved.height, SMALLEST.height), seen.height)
  return {
    x: Math.min(Math.max(saved.x, seen.x), seen.x + seen.width - width),
    y: Math.min(Math.max(saved.y, seen.y), seen.y + seen.height - height),
    width,
    height,
  }
}

/** Null where nothing was kept, or nothing that can be read: a window's place is worth no message. */
export const readWindowState = (file: string): WindowState | null => {
  try {
    return windowStateSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

/** False where it could not be kept, which costs a person nothing but the window's place. */
export const keepWindowState = (file: string, state: WindowState): boolean => {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(`${file}.new`, JSON.stringify(state))
    renameSync(`${file}.new`, file)
    return true
  } catch {
    return false
  }
}
