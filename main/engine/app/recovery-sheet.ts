import { recoverySheetPdf } from '../../export/recovery-sheet.ts'

/** Nothing of it is recorded: the key is on nobody's record. */
export const recoverySheet = async (recoveryKey: string, language: 'en' | 'zh') => ({
  name: language === 'zh' ? '恢复密钥.pdf' : 'recovery-key.pdf',
  bytes: await recoverySheetPdf(recoveryKey, language, new Date().toISOString()),
})
