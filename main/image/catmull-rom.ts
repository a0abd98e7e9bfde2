/** Catmull-Rom cubic (Keys with a = -1/2) at fraction `t` between `b` and `c`. */
export const catmullRom = (a: number, b: number, c: number, d: number, t: number): number =>
  b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
