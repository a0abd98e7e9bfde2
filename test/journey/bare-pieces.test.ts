import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { issueInLab, renderForLeak, traceInLab, type LabDocument } from '../bench/lab.ts'
import { makePage } from '../paper/page-kinds.ts'

/** Each document's own. */
const copiesOf = (documentId: string) => Array.from({ length: 1000 }, (_, k) => `${documentId}/c${k}`)
const leakedOf = ({ documentId }: LabDocument) => `${documentId}/c7`

interface Piece {
  readonly dpi: number
  readonly turned?: number
  /** From where, and how large, as shares of the page. */
  readonly at: readonly [number, number]
  readonly size: readonly [number, number]
}

/** Part of a page as somebody cuts it out of a screen, through a messenger. */
const cutOut = async (pdf: Uint8Array, { dpi, turned = 0, at, size }: Piece): Promise<Buffer> => {
  const page = await renderForLeak(pdf, 0, 'screen')
  const { data, width, height } = page
  const shares = [at[0] * width, at[1] * height, size[0] * width, size[1] * height].map(Math.round)
  const piece = await sharp(data, { raw: { width, height, channels: 3 } })
    .extract({ left: shares[0], top: shares[1], width: shares[2], height: shares[3] })
    .resize({ width: Math.round((shares[2] * dpi) / page.dpi) })
    .png()
    .toBuffer()
  return sharp(piece).rotate(turned, { background: '#fff' }).jpeg({ quality: 60 }).toBuffer()
}

describe('pieces of a nearly empty page that show none of its content', () => {
  let documents: readonly LabDocument[]

  beforeAll(async () => {
    documents = [
      await issueInLab('cover', await makePage('cover', 3), 'both'),
      await issueInLab('one line', await makePage('one-line', 3), 'both'),
      await issueInLab('another line', await makePage('one-line', 4), 'both'),
      await issueInLab('the same line', await makePage('one-line', 3), 'both'),
    ]
  })

  it.each<[string, Piece]>([
    ['a tenth', { dpi: 96, at: [0.1, 0.6], size: [0.32, 0.32] }],
    ['a quarter, small', { dpi: 60, at: [0.45, 0.45], size: [0.5, 0.5] }],
    ['a quarter, upside down and askew', { dpi: 110, turned: 184, at: [0.4, 0.4], size: [0.5, 0.5] }],
  ])('name their copy: %s', async (_, piece) => {
    const [, document] = documents
    const leak = await cutOut(await document.copy(leakedOf(document)), piece)
    const { judgement } = await traceInLab(documents, copiesOf, [leak])
    expect(judgement).toMatchObject({ verdict: 'traced', best: { copyId: leakedOf(document) } })
  })

  it('name their copy where another paper’s page, the same to the last dot, was registered before', async () => {
    const document = documents[3]
    const leak = await cutOut(await document.copy(leakedOf(document)), {
      dpi: 96,
      at: [0.3, 0.5],
      size: [0.4, 0.4],
    })
    const { judgement } = await traceInLab(documents, copiesOf, [leak])
    expect(judgement).toMatchObject({ verdict: 'traced', best: { copyId: leakedOf(document) } })
  })

  it('name nobody where no copy was issued with such dots, or there are none', async () => {
    const stranger = await issueInLab('stranger', await makePage('one-line', 9), 'both')
    const bare = { dpi: 96, at: [0.2, 0.5], size: [0.5, 0.4] } as const
    for (const pdf of [await stranger.copy(leakedOf(stranger)), await makePage('one-line', 3)]) {
      const { judgement } = await traceInLab(documents, copiesOf, [await cutOut(pdf, bare)])
      expect(judgement).toMatchObject({ verdict: 'not-ours', named: [] })
    }
  })
})
