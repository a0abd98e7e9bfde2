import type { WasmFunction } from '../../shared/wasm/assemble.ts'

/** Samples looked at together: where none reaches the floor, which is most of a page, no neighbour is asked. */
const TOGETHER = 16
const VECTORS = [0, 1, 2, 3] as const
/** Most bytes that the kernel reads beyond the end of what it was to look at. */
export const OVERRUN_BYTES = 4 * TOGETHER

const SIGN_BIT = -(2 ** 31)

/** Neighbours left, here and right of four samples: pointers stand one sample to the left. */
const [LEFT, HERE, RIGHT] = [0, 4, 8] as const

/** Four differences of gaussians, from pointers to the sharper and the softer. */
const difference = (sharper: string, softer: string, offset: number): string =>
  `local.get ${softer}\nv128.load ${offset}\nlocal.get ${sharper}\nv128.load ${offset}\nf32x4.sub`

/** As above, each turned about as the sample itself is. */
const turned = (sharper: string, softer: string, offset: number): string =>
  `${difference(sharper, softer, offset)}\nlocal.get turn\nv128.xor`

/** The highest of some neighbours on the stack, first one and then each of the others. */
const highest = ([first, ...others]: readonly string[]): string =>
  [first, ...others.flatMap((other) => [other, 'f32x4.pmax'])].join('\n')

/** Keeps, of the samples that are tops still, those higher than all these neighbours, or as high when `even`. */
const outdo = (neighbours: readonly string[], even = false): string => `
  ${highest(neighbours)}
  local.get height
  ${even ? 'f32x4.le' : 'f32x4.lt'}
  local.get tops
  v128.and
  local.set tops`

const sum = (name: string, first: string, second: string, sign: 'add' | 'sub'): string =>
  `local.get ${first}\nlocal.get ${second}\ni32.${sign}\nlocal.set ${name}`

const ifAny = `
  local.get tops
  v128.any_true
  if`

const triple = (row: string, sharper: number, softer: number): string[] =>
  [LEFT, HERE, RIGHT].map((offset) => turned(`${row}${sharper}`, `${row}${softer}`, offset))

/** Three rows of a level whose gaussians are numbered so. */
const outdoLevel = (sharper: number, softer: number): string =>
  outdo(['up', 'middle', 'down'].flatMap((row) => triple(row, sharper, softer)))

const rowsOf = (gaussian: number): string =>
  [
    sum(`up${gaussian}`, `middle${gaussian}`, 'rowBytes', 'sub'),
    sum(`down${gaussian}`, `middle${gaussian}`, 'rowBytes', 'add'),
  ].join('\n')

const gaussianRows = [0, 1, 2, 3].flatMap((k) => [`up${k}`, `middle${k}`, `down${k}`])

/**
 * Samples of a row of a difference of gaussians, from `at` up to `end` in the sharper one's plane, that are not below the floor
 * and above (or, when negative, below) all 26 neighbours in place and scale; their addresses go to `found` on, and the end of
 * these to `foundEnd`. Of equal neighbours in its own level, as computer-drawn pages have them, the first counts as the higher.
 * Beyond `end` a few more may be found. The four planes of gaussians lie `planeBytes` apart.
 */
export const FIND_TOPS = {
  name: 'findTops',
  parameters: ['at', 'end', 'planeBytes', 'rowBytes', 'floorAt', 'found', 'foundEnd'],
  locals: {
    softer: 'i32',
    stop: 'i32',
    bits: 'i32',
    ...Object.fromEntries(gaussianRows.map((name) => [name, 'i32' as const])),
    floor: 'v128',
    value: 'v128',
    turn: 'v128',
    height: 'v128',
    tops: 'v128',
    zero: 'v128',
    signs: 'v128',
  },
  code: `
    local.get floorAt
    v128.load32_splat 0
    local.set floor
    i32.const ${SIGN_BIT}
    i32x4.splat
    local.set signs
    loop
      ${sum('softer', 'at', 'planeBytes', 'add')}
      ${VECTORS.map((k) => `${difference('at', 'softer', 16 * k)}\nf32x4.abs\nlocal.get floor\nf32x4.ge`).join('\n')}
      v128.or
      v128.or
      v128.or
      v128.any_true
      local.get at
      i32.const ${4 * TOGETHER}
      i32.add
      local.set stop
      if
        loop
          local.get at
          i32.const ${HERE}
          i32.sub
          local.set middle1
          ${sum('middle2', 'middle1', 'planeBytes', 'add')}
          ${difference('middle1', 'middle2', HERE)}
          local.tee value
          local.get signs
          local.get value
          local.get zero
          f32x4.gt
          v128.andnot
          local.tee turn
          v128.xor
          local.tee height
          local.get floor
          f32x4.ge
          local.set tops
          ${outdo([turned('middle1', 'middle2', LEFT)])}
          ${outdo([turned('middle1', 'middle2', RIGHT)], true)}
          ${ifAny}
            ${rowsOf(1)}
            ${rowsOf(2)}
            ${outdo(triple('up', 1, 2))}
            ${outdo(triple('down', 1, 2), true)}
            ${ifAny}
              ${sum('middle0', 'middle1', 'planeBytes', 'sub')}
              ${rowsOf(0)}
              ${outdoLevel(0, 1)}
              ${ifAny}
                ${sum('middle3', 'middle2', 'planeBytes', 'add')}
                ${rowsOf(3)}
                ${outdoLevel(2, 3)}
                local.get tops
                i32x4.bitmask
                local.set bits
                ${VECTORS.map(
                  (lane) => `
                local.get bits
                i32.const ${1 << lane}
                i32.and
                if
                  local.get found
                  local.get at
                  i32.const ${4 * lane}
                  i32.add
                  i32.store 0
                  local.get found
                  i32.const 4
                  i32.add
                  local.set found
                end`,
                ).join('\n')}
              end
            end
          end
          local.get at
          i32.const 16
          i32.add
          local.tee at
          local.get stop
          i32.lt_u
          br_if 0
        end
      end
      local.get stop
      local.tee at
      local.get end
      i32.lt_u
      br_if 0
    end
    local.get foundEnd
    local.get found
    i32.store 0`,
} as const satisfies WasmFunction
