/** What every file that goes out says of itself. */
export interface Statement {
  readonly vault: string
  readonly kind: string
  /** By what the rows were chosen; empty when all were. */
  readonly filter: Readonly<Record<string, string | number | boolean>>
  readonly rows: number
  /** SHA-256 of the rows as JSON Lines, the same in every format. */
  readonly rowsSha256: string
  /** ISO 8601, UTC. */
  readonly at: string
  readonly by: string
  /** The newest signed head of the register when the rows were read. */
  readonly checkpoint: string
  /** The public key that signs it, as note tools take it: on paper, so that it can be had from elsewhere than a bundle. */
  readonly registerKey: string
}

export const filterText = (filter: Statement['filter']): string => {
  const parts = Object.entries(filter).map(([key, value]) => `${key} = ${String(value)}`)
  return parts.length === 0 ? 'all 全部' : parts.join('; ')
}

/** Label and value, for people. */
export const statementLines = (statement: Statement): readonly (readonly [string, string])[] => [
  ['内容 Content', statement.kind],
  ['筛选 Filter', filterText(statement.filter)],
  ['行数 Rows', String(statement.rows)],
  ['时间 Time', `${statement.at.slice(0, 19).replace('T', ' ')} UTC`],
  ['操作人 Operator', statement.by],
  ['登记簿 Register', statement.vault],
  ['各行散列 SHA-256 of the rows', statement.rowsSha256],
  ['公钥 Register key', statement.registerKey],
]
