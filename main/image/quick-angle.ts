/** Coefficients of a least-worst polynomial for atan on 0..1; the error is below 0.0002 radians. */
const [C1, C3, C5, C7] = [0.99921, -0.32123, 0.14625, -0.03899]
const TURN = 2 * Math.PI

/** The angle of a vector in turns, 0 to 1, from x towards y: a direction to be sorted into bins needs no more than this. */
export const quickTurn = (x: number, y: number): number => {
  const ax = Math.abs(x)
  const ay = Math.abs(y)
  const steep = ay > ax
  const t = steep ? ax / ay : ay / (ax + 1e-30)
  const q = t * t
  const eighth = (t * (C1 + q * (C3 + q * (C5 + q * C7)))) / TURN
  const quarter = steep ? 0.25 - eighth : eighth
  const half = x < 0 ? 0.5 - quarter : quarter
  return y < 0 ? 1 - half : half
}
