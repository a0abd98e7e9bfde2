/** Places of the least numbers, least first, as many as `out` takes; of equals the first come first. */
export const leastOf = (values: Float32Array, out: Int32Array): void => {
  let held = 0
  for (let k = 0; k < values.length; k++) {
    if (held === out.length && values[k] >= values[out[held - 1]]) continue
    let at = held < out.length ? held++ : held - 1
    for (; at > 0 && values[out[at - 1]] > values[k]; at--) out[at] = out[at - 1]
    out[at] = k
  }
}
