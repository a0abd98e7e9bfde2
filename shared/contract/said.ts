/** The same in both languages of the office. */
export interface Said {
  readonly en: string
  readonly zh: string
}
