/** Between the names of a list, as people type them. */
export const BETWEEN_NAMES = /\s*[,;，；、]\s*/

export interface CorrectRequest {
  /** The number of the wrong event. */
  readonly event: number
  readonly reason: string
  /** What is right, by field; without any the step is struck. */
  readonly set: Readonly<Record<string, string>>
  readonly by: string
}
