export interface Migration {
  /** Named for what happened. */
  readonly name: string
  readonly sql: string
  /** Whether the projections must be filled anew from the events. */
  readonly rebuilds?: boolean
}
