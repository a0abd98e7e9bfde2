import { dirname, isAbsolute } from 'node:path'
import { backupResultSchema } from '../../shared/contract/keeping-results.ts'
import { issueResultSchema } from '../../shared/contract/results.ts'

const filesIn = (method: string, answer: unknown): readonly string[] => {
  switch (method) {
    case 'issue.run':
    case 'custody.reprint':
      return issueResultSchema.parse(answer).copies.map(({ file }) => file)
    case 'audit.backup-to-folder':
      return [backupResultSchema.parse(answer).file]
    default:
      return []
  }
}

/** Files that a call wrote, and their folders, which the desktop may then show in its file manager. */
export const madePaths = (method: string, answer: unknown): readonly string[] => {
  const files = filesIn(method, answer).filter((file) => isAbsolute(file))
  return [...new Set([...files.map((file) => dirname(file)), ...files])]
}
