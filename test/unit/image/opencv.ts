import { spawnSync } from 'node:child_process'
import type { Plane } from '../../../shared/maths/plane.ts'

const PYTHON = '/usr/bin/python3'

/** OpenCV for Python is the judge here; a test that needs it says so where it is missing. */
export const hasOpenCv = spawnSync(PYTHON, ['-c', 'import cv2, numpy']).status === 0
if (!hasOpenCv) console.warn('SKIPPED: python3-opencv is missing, nothing here is compared with OpenCV')

/** Runs Python that reads `raw` (bytes) and leaves a numpy array in `out`; returns the array's bytes. */
export const askOpenCv = (script: string, raw: Uint8Array): Buffer => {
  const program = [
    'import sys, cv2, numpy as np',
    'raw = sys.stdin.buffer.read()',
    script,
    'sys.stdout.buffer.write(np.ascontiguousarray(out).tobytes())',
  ].join('\n')
  const run = spawnSync(PYTHON, ['-c', program], { input: raw, maxBuffer: 1 << 28 })
  if (run.status !== 0) throw new Error(run.stderr.toString())
  return run.stdout
}

/** The same with a plane as `src` (float32, rows x columns); `out` must be float32 too. */
export const askAboutPlane = (script: string, plane: Plane): Float32Array => {
  const load = `src = np.frombuffer(raw, np.float32).reshape(${plane.height}, ${plane.width})`
  const bytes = new Uint8Array(plane.data.buffer, plane.data.byteOffset, plane.data.byteLength)
  return new Float32Array(Uint8Array.from(askOpenCv(`${load}\n${script}`, bytes)).buffer)
}
