import { hoeffding, LAW_AT } from './law-count.ts'
import { rateAt, type LawSets } from './law-report.ts'

const [WIDTH, HEIGHT] = [720, 460]
const FRAME = { left: 80, right: 700, top: 24, bottom: 400 }
const [FIRST_T, LAST_T, DECADES] = [0, 5.75, 8]

const xOf = (t: number): number =>
  FRAME.left + ((t - FIRST_T) / (LAST_T - FIRST_T)) * (FRAME.right - FRAME.left)
const yOf = (rate: number): number => FRAME.top + (-Math.log10(rate) / DECADES) * (FRAME.bottom - FRAME.top)

const line = (rateOf: (t: number) => number, style: string): string => {
  const points = Array.from({ length: 116 }, (_, k) => k * 0.05)
    .filter((t) => t > 0 && rateOf(t) > 10 ** -DECADES)
    .map((t) => `${xOf(t).toFixed(1)},${yOf(rateOf(t)).toFixed(1)}`)
  return `<polyline points="${points.join(' ')}" fill="none" ${style}/>`
}

/** Upper tail of the normal distribution, by Simpson's rule: reference only. */
const normalTail = (t: number): number => {
  const [steps, end] = [400, t + 8]
  const h = (end - t) / steps
  const density = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)
  let sum = density(t) + density(end)
  for (let k = 1; k < steps; k++) sum += (k % 2 === 0 ? 2 : 4) * density(t + k * h)
  return (sum * h) / 3
}

const marks = (sets: LawSets): string => {
  const dots = (count: LawSets['marked'], draw: (x: number, y: number) => string) =>
    LAW_AT.flatMap((t, i) => (count.reached[i] > 0 ? [draw(xOf(t), yOf(rateAt(count, i)))] : [])).join('')
  const ring = (x: number, y: number) =>
    `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="5" fill="none" stroke="#0a5c8a" stroke-width="2"/>`
  const cross = (x: number, y: number) =>
    `<path d="M${(x - 4).toFixed(1)} ${(y - 4).toFixed(1)}l8 8m0-8l-8 8" stroke="#b3261e" stroke-width="2"/>`
  const key = (y: number, mark: string, text: string) => `${mark}<text x="458" y="${y + 4}">${text}</text>`
  const rule = (style: string, y: number) => `<path d="M430 ${y}h20" fill="none" ${style}/>`
  return [
    dots(sets.marked, ring),
    dots(sets.unmarked, cross),
    key(44, rule(BOUND, 44), 'bound exp(-t²/2)'),
    key(64, rule(NORMAL, 64), 'normal distribution'),
    key(84, ring(440, 84), `marked leaks, ${sets.marked.scores.toLocaleString('en')} keys`),
    key(104, cross(440, 104), `unmarked, ${sets.unmarked.scores.toLocaleString('en')} keys`),
  ].join('\n')
}

const BOUND = 'stroke="#222" stroke-width="2"'
const NORMAL = 'stroke="#888" stroke-width="1.5" stroke-dasharray="5 4"'

const axes = (): string => {
  const across = Array.from({ length: 6 }, (_, t) => {
    const x = xOf(t).toFixed(1)
    return `<path d="M${x} ${FRAME.bottom}v5" stroke="#444"/><text x="${x}" y="${FRAME.bottom + 20}" text-anchor="middle">${t}</text>`
  })
  const up = Array.from({ length: DECADES + 1 }, (_, d) => {
    const y = yOf(10 ** -d).toFixed(1)
    return `<path d="M${FRAME.left} ${y}H${FRAME.right}" stroke="#ddd"/><text x="${FRAME.left - 8}" y="${Number(y) + 4}" text-anchor="end">${d === 0 ? '1' : `1e-${d}`}</text>`
  })
  const middle = (FRAME.left + FRAME.right) / 2
  return [
    ...up,
    ...across,
    `<rect x="${FRAME.left}" y="${FRAME.top}" width="${FRAME.right - FRAME.left}" height="${FRAME.bottom - FRAME.top}" fill="none" stroke="#444"/>`,
    `<text x="${middle}" y="${FRAME.bottom + 42}" text-anchor="middle">score t</text>`,
    `<text transform="translate(20 ${(FRAME.top + FRAME.bottom) / 2}) rotate(-90)" text-anchor="middle">part of never-issued keys that reach t</text>`,
  ].join('\n')
}

/** The observed rates and the bound over them, as SVG, on a logarithmic scale. */
export const lawPlot = (sets: LawSets): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13" fill="#222">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    axes(),
    line(hoeffding, BOUND),
    line(normalTail, NORMAL),
    marks(sets),
    '</svg>\n',
  ].join('\n')
