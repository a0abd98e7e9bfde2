import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { blurPlane } from '../../leak/blur.ts'
import { seededRandom } from '../../leak/random.ts'

const PYTHON = '/usr/bin/python3'

/** What OpenCV makes of a float plane, or null (said aloud) where it is missing. */
const opencv = (script: string, plane: Float32Array, width: number, height: number): Float32Array | null => {
  const program = `
import sys, cv2, numpy as np
a = np.frombuffer(sys.stdin.buffer.read(), np.float32).reshape(${height}, ${width})
sys.stdout.buffer.write(np.ascontiguousarray(${script}, np.float32).tobytes())`
  const run = spawnSync(PYTHON, ['-c', program], { input: Buffer.from(plane.buffer) })
  if (run.status !== 0) {
    console.warn('SKIPPED: OpenCV for python3 is not installed')
    return null
  }
  return new Float32Array(new Uint8Array(run.stdout).buffer)
}

const worstDifference = (a: Float32Array, b: Float32Array): number =>
  a.reduce((worst, v, i) => Math.max(worst, Math.abs(v - b[i])), 0)

describe('against OpenCV', () => {
  it.each([0.8, 1.7])('blurs alike, edges included: sigma %s', (sigma) => {
    const [width, height] = [47, 33]
    const random = seededRandom(sigma, 'judge')
    const plane = Float32Array.from({ length: width * height }, () => random.next())
    const size = 2 * Math.ceil(2.6 * sigma) + 1
    const expected = opencv(
      `cv2.GaussianBlur(a, (${size}, ${size}), ${sigma}, borderType=cv2.BORDER_REPLICATE)`,
      plane,
      width,
      height,
    )
    if (expected === null) return
    blurPlane(plane, width, height, sigma)
    expect(worstDifference(plane, expected)).toBeLessThan(1e-5)
  })
})
