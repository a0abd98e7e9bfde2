/**
 * Residuals of words and dots are posterior means of their signs. For scores of the form sum(w s) / sqrt(sum(w^2)), the
 * Cauchy-Schwarz inequality makes w_i = E[s_i | picture] the weights with the greatest expected score
 * for the true copy; being functions of the picture alone they leave the bound for all others untouched.
 */

/**
 * E[s | x] when x = s * amplitude + noise of Student's t-distribution with 3 degrees of freedom: a far outlier then
 * speaks for neither sign.
 */
export const softSignHeavyTailed = (x: number, amplitude: number, variance: number): number => {
  const spread = 3 * Math.max(variance, 1e-12)
  const toward = Math.log1p((x - amplitude) ** 2 / spread)
  const away = Math.log1p((x + amplitude) ** 2 / spread)
  return Math.tanh(away - toward)
}

/** E[s | x] when x = s * amplitude + noise of a normal distribution. */
export const softSign = (x: number, amplitude: number, variance: number): number =>
  Math.tanh((x * amplitude) / variance)
