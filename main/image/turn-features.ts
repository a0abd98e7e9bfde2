import { DESCRIPTOR_CELLS, DESCRIPTOR_DIRECTIONS, DESCRIPTOR_LENGTH } from './descriptor.ts'
import type { Features } from './features.ts'
import { SIGNATURE_WORDS, sign } from './signature.ts'

/**
 * What a picture's features are once it is mirrored, or light and dark are changed over, without finding them anew: peaks stay peaks, and a
 * patch is seen along its gradient, which either turns in a way that only puts the descriptor's numbers in another order.
 */
interface Turn {
  readonly x: (x: number, width: number) => number
  readonly angle: (angle: number) => number
  /** Where each of a descriptor's numbers comes from. */
  readonly from: Int32Array
}

const FULL_TURN = 2 * Math.PI
const within = (angle: number): number => ((angle % FULL_TURN) + FULL_TURN) % FULL_TURN

type Cell = readonly [x: number, y: number, direction: number]

const placesOf = (move: (x: number, y: number, direction: number) => Cell): Int32Array =>
  Int32Array.from({ length: DESCRIPTOR_LENGTH }, (_, at) => {
    const cell = Math.floor(at / DESCRIPTOR_DIRECTIONS)
    const [x, y, direction] = move(
      cell % DESCRIPTOR_CELLS,
      Math.floor(cell / DESCRIPTOR_CELLS),
      at % DESCRIPTOR_DIRECTIONS,
    )
    return (y * DESCRIPTOR_CELLS + x) * DESCRIPTOR_DIRECTIONS + direction
  })

const LAST = DESCRIPTOR_CELLS - 1

/** Across the gradient all is the other way round. */
const MIRROR: Turn = {
  x: (x, width) => width - 1 - x,
  angle: (angle) => within(Math.PI - angle),
  from: placesOf((x, y, direction) => [
    x,
    LAST - y,
    (DESCRIPTOR_DIRECTIONS - direction) % DESCRIPTOR_DIRECTIONS,
  ]),
}

/** The gradient points the other way, and so the patch is seen upside down. */
const INVERSION: Turn = {
  x: (x) => x,
  angle: (angle) => within(angle + Math.PI),
  from: placesOf((x, y, direction) => [LAST - x, LAST - y, direction]),
}

const turn = (features: Features, { x, angle, from }: Turn): Features => {
  const descriptor = new Uint8Array(features.descriptor.length)
  const signatures = new Uint32Array(features.signatures.length)
  for (let i = 0; i < features.count; i++) {
    const at = i * DESCRIPTOR_LENGTH
    for (let k = 0; k < DESCRIPTOR_LENGTH; k++) descriptor[at + k] = features.descriptor[at + from[k]]
    sign(descriptor, at, signatures, i * SIGNATURE_WORDS)
  }
  return {
    ...features,
    x: features.x.map((at) => x(at, features.width)),
    angle: features.angle.map(angle),
    descriptor,
    signatures,
  }
}

/** Those of the picture mirrored left to right. */
export const mirrorFeatures = (features: Features): Features => turn(features, MIRROR)

/** Those of the picture with light and dark changed over. */
export const invertFeatures = (features: Features): Features => turn(features, INVERSION)
