import type { Said } from '../../shared/contract/said.ts'
import { closePaper, contentMm, drawLines, fillBox, GREY, MARGIN_MM, openPaper, paragraph } from './paper.ts'

type Language = keyof Said

const WORDS: Readonly<Record<Language, { title: string; says: readonly string[]; filled: string }>> = {
  en: {
    title: 'Recovery key of a Siglum vault',
    says: [
      'This key opens the vault when the passphrase is forgotten. Whoever has this sheet and the vault can open it.',
      'Keep the sheet in a safe, apart from the computer. Do not photograph it, and do not type it into anything but Siglum.',
      'When it has been used, Siglum prints a new one: destroy this sheet then.',
    ],
    filled:
      'Vault ______________________________________________________________\n\n' +
      'Sealed on ______________   by ______________________   kept at ______________________',
  },
  zh: {
    title: 'Siglum 保管库恢复密钥',
    says: [
      '忘记口令时，可凭此密钥打开保管库。任何人同时取得本页和保管库，即可打开保管库。',
      '请将本页存入保险柜，与计算机分开保管。不得拍照，除 Siglum 外不得输入任何程序。',
      '密钥使用后，Siglum 会生成新的密钥；届时请将本页销毁。',
    ],
    filled:
      '保管库______________________________________________________________\n\n' +
      '封存日期______________　封存人______________________　存放地点______________________',
  },
}

/** The recovery key on one sheet, large enough to be read back without doubt. `at` is an ISO time. */
export const recoverySheetPdf = async (
  recoveryKey: string,
  language: Language,
  at: string,
): Promise<Uint8Array> => {
  const { title, says, filled } = WORDS[language]
  const paper = await openPaper({ title, at })
  paper.y += 12
  paragraph(paper, title, { size: 8, bold: true }, 10)
  const widthMm = contentMm(paper)
  const half = Math.ceil(recoveryKey.length / 2)
  const cut = recoveryKey.indexOf('-', half - 3)
  const lines = cut < 0 ? [recoveryKey] : [recoveryKey.slice(0, cut + 1), recoveryKey.slice(cut + 1)]
  fillBox(paper, { x: MARGIN_MM, y: paper.y, widthMm, heightMm: 36 })
  drawLines(paper, lines, { x: MARGIN_MM, y: paper.y + 6, widthMm }, { size: 9, bold: true, align: 'centre' })
  paper.y += 46
  for (const line of says) paragraph(paper, line, { size: 4.2 }, 3)
  paper.y += 14
  paragraph(paper, filled, { size: 3.8, colour: GREY })
  return closePaper(paper, `Siglum · ${at.slice(0, 10)}`)
}
