/**
 * Cholesky's decomposition of a symmetric positive definite matrix, in place.
 * @param matrix n by n, row-major; only what lies on and below the diagonal is read, and it is overwritten
 * @returns whether the matrix is positive definite
 */
export const decompose = (matrix: Float64Array, n: number): boolean => {
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = matrix[i * n + j]
      for (let k = 0; k < j; k++) sum -= matrix[i * n + k] * matrix[j * n + k]
      if (i > j) matrix[i * n + j] = sum / matrix[j * n + j]
      else if (sum < 1e-12) return false
      else matrix[j * n + j] = Math.sqrt(sum)
    }
  }
  return true
}

/** Solves a system of that matrix, once it is decomposed, in place: `right` becomes the solution. */
export const substitute = (decomposed: Float64Array, right: Float64Array, n: number): void => {
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) right[i] -= decomposed[i * n + k] * right[k]
    right[i] /= decomposed[i * n + i]
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) right[i] -= decomposed[k * n + i] * right[k]
    right[i] /= decomposed[i * n + i]
  }
}

/**
 * Solves a symmetric positive definite system.
 * @param matrix overwritten, as by `decompose`
 * @returns null when the matrix is not positive definite
 */
export const solveSymmetric = (matrix: Float64Array, right: Float64Array, n: number): Float64Array | null => {
  if (!decompose(matrix, n)) return null
  const solution = Float64Array.from(right)
  substitute(matrix, solution, n)
  return solution
}
