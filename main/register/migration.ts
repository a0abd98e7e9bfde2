export interface Migration {
  /** Named for what happened. */
  readonly name: string
  readonly sql: string
}
