/**
 * Solves a symmetric positive definite system in place by Cholesky's decomposition.
 * @param matrix n by n, row-major; only what lies on and below the diagonal is read, and it is overwritten
 * @returns null when the matrix is not positive definite
 */
export const solveSymmetric = (matrix: Float64Array, right: Float64Array, n: number): Float64Array | null => {
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = matrix[i * n + j]
      for (let k = 0; k < j; k++) sum -= matrix[i * n + k] * matrix[j * n + k]
      if (i > j) matrix[i * n + j] = sum / matrix[j * n + j]
      else if (sum < 1e-12) return null
      else matrix[j * n + j] = Math.sqrt(sum)
    }
  }
  const x = Float64Array.from(right)
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] -= matrix[i * n + k] * x[k]
    x[i] /= matrix[i * n + i]
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] -= matrix[k * n + i] * x[k]
    x[i] /= matrix[i * n + i]
  }
  return x
}
