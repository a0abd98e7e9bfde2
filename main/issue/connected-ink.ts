import type { PixelBox } from './word-pixels.ts'

/** Joins of labels, each pointing to one that is not above it. */
const rootOf = (parents: Int32Array, label: number): number => {
  let root = label
  while (parents[root] !== root) root = parents[root]
  while (parents[label] !== root) [parents[label], label] = [root, parents[label]]
  return root
}

const join = (parents: Int32Array, a: number, b: number): void => {
  const [p, q] = [rootOf(parents, a), rootOf(parents, b)]
  if (p < q) parents[q] = p
  else parents[p] = q
}

/**
 * Boxes of what hangs together, corners included, among `ink` pixels (1) of an image this wide: labels in one pass, joined where they
 * meet (Rosenfeld and Pfaltz 1966).
 */
export const connectedInk = (ink: Uint8Array, width: number): PixelBox[] => {
  const height = ink.length / width
  const labels = new Int32Array(ink.length)
  const parents = new Int32Array(Math.ceil(ink.length / 2) + 2)
  let last = 0
  /** The label so far, and that of a neighbour, as one. */
  const merged = (label: number, near: number): number => {
    if (near === 0 || near === label) return label
    if (label === 0) return near
    join(parents, label, near)
    return label
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      if (ink[at] === 0) continue
      let label = x > 0 ? labels[at - 1] : 0
      if (y > 0) {
        label = merged(label, labels[at - width])
        if (x > 0) label = merged(label, labels[at - width - 1])
        if (x + 1 < width) label = merged(label, labels[at - width + 1])
      }
      if (label === 0) {
        label = ++last
        parents[label] = label
      }
      labels[at] = label
    }
  }
  return boxesOf(labels, parents, width, last)
}

const boxesOf = (labels: Int32Array, parents: Int32Array, width: number, last: number): PixelBox[] => {
  const [lefts, tops] = [new Int32Array(last + 1).fill(width), new Int32Array(last + 1).fill(-1)]
  const [rights, bottoms] = [new Int32Array(last + 1), new Int32Array(last + 1)]
  for (let at = 0; at < labels.length; at++) {
    if (labels[at] === 0) continue
    const label = rootOf(parents, labels[at])
    const [x, y] = [at % width, Math.floor(at / width)]
    if (tops[label] < 0) tops[label] = y
    lefts[label] = Math.min(lefts[label], x)
    rights[label] = Math.max(rights[label], x + 1)
    bottoms[label] = y + 1
  }
  const boxes: PixelBox[] = []
  for (let label = 1; label <= last; label++) {
    if (tops[label] < 0) continue
    boxes.push({
      left: lefts[label],
      top: tops[label],
      right: rights[label],
      bottom: bottoms[label],
    })
  }
  return boxes
}
