import type { Session } from 'electron'

type FromPartition = (partition: string, options?: { cache: boolean }) => Session

/** Without `persist:` a session lives in memory alone: no page of a document is ever cached on disk. */
const inMemory = (fromPartition: FromPartition, name: string): Session =>
  fromPartition(name, { cache: false })

export const appSession = (fromPartition: FromPartition): Session => inMemory(fromPartition, 'siglum')

/** A fresh one for each paper that is printed. */
export const printSessions = (fromPartition: FromPartition): (() => Session) => {
  let printed = 0
  return () => inMemory(fromPartition, `siglum-print-${printed++}`)
}
