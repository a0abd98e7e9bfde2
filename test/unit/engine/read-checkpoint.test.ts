import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generate } from 'lean-qr'
import { toSvgSource } from 'lean-qr/extras/svg'
import sharp from 'sharp'
import type { Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { copyCodesIn } from '../../../main/engine/codes/copy-codes.ts'
import { readCheckpoint } from '../../../main/engine/codes/read-checkpoint.ts'
import { Failure } from '../../../shared/contract/failure.ts'
import { seededRandom } from '../../leak/random.ts'
import { landscapePicture } from '../../paper/natural-picture.ts'
import { CHECKPOINT, checkpointOf, CODES, printedSheet } from '../../support/printed-sheet.ts'
import { temporaryFolder } from '../register/fixture.ts'

const given = (name: string, bytes: Uint8Array | string): string => {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, bytes)
  return path
}

const SIDE = 700

/** One code beside the other, as a screen shows them. */
const picture = (...texts: string[]): Sharp =>
  sharp({
    create: { width: SIDE * Math.max(1, texts.length), height: SIDE, channels: 3, background: '#eee' },
  }).composite(
    texts.map((text, i) => ({
      input: Buffer.from(toSvgSource(generate(text), { width: SIDE, height: SIDE, xmlDeclaration: true })),
      left: i * SIDE,
      top: 0,
    })),
  )

const refusal = async (path: string): Promise<string> => {
  const outcome: unknown = await readCheckpoint(path, 'the file').catch((error: unknown) => error)
  return outcome instanceof Failure ? `${outcome.code}: ${outcome.message}` : String(outcome)
}

describe('a checkpoint in a file', () => {
  it('is the text as it stands', async () => {
    expect(await readCheckpoint(given('x.txt', CHECKPOINT), 'kept')).toEqual({
      name: 'kept',
      text: CHECKPOINT,
    })
    expect((await readCheckpoint(given('x.txt', 'anything'))).text).toBe('anything')
  })

  it('is what the QR code says that a picture shows, or a page of a PDF among codes of copies', async () => {
    const shown = picture(CHECKPOINT)
    const files = [
      given('a.png', await shown.png().toBuffer()),
      given('a.jpg', await shown.jpeg({ quality: 60 }).toBuffer()),
      given('a.webp', await shown.webp().toBuffer()),
      given(
        'turned.jpg',
        await sharp(await shown.png().toBuffer())
          .rotate(201)
          .jpeg()
          .toBuffer(),
      ),
      given('called.txt', await shown.tiff().toBuffer()),
      given('twice.png', await picture(CHECKPOINT, CHECKPOINT).png().toBuffer()),
      given('sheet.pdf', await printedSheet()),
    ]
    for (const file of files) expect([file, (await readCheckpoint(file)).text]).toEqual([file, CHECKPOINT])
  })

  it('is refused, with advice, where a picture shows none, something else, or two', async () => {
    const hills = landscapePicture(400, 300, seededRandom(1, 'hills'))
    const raw = { width: hills.width, height: hills.height, channels: 3 } as const
    const none = await sharp(hills.rgb, { raw }).jpeg().toBuffer()
    const two = await picture(CHECKPOINT, checkpointOf(7)).png().toBuffer()
    expect(await refusal(given('hills.jpg', none))).toMatch(
      /^checkpoint-invalid: No QR code can be read in the file\. Photograph/,
    )
    for (const [text, count] of [
      [['https://example.org/'], 1],
      [['K7QF-3M2X', CHECKPOINT.replace('\n\n', '\n')], 2],
    ] as const)
      expect(
        await refusal(
          given(
            'other.png',
            await picture(...text)
              .png()
              .toBuffer(),
          ),
        ),
      ).toContain(`checkpoint-invalid: the file shows QR codes (${count}), but none of a checkpoint.`)
    expect(await refusal(given('two.png', two))).toContain(
      'checkpoint-invalid: the file shows 2 different checkpoints.',
    )
  })

  it('is refused where the file is damaged, locked, or not there', async () => {
    const whole = await picture(CHECKPOINT).png().toBuffer()
    expect(await refusal(given('cut.png', whole.subarray(0, 60)))).toMatch(/^picture-unreadable/)
    expect(
      await refusal(given('garbage.png', Buffer.concat([whole.subarray(0, 8), Buffer.alloc(300, 7)]))),
    ).toMatch(/^picture-unreadable/)
    expect(await refusal(given('garbage.pdf', '%PDF-1.7 and nothing else'))).toMatch(/^document-broken/)
    expect(await refusal(join(temporaryFolder(), 'nowhere'))).toBe(
      'file-not-found: There is no file the file.',
    )
    expect(await refusal(given('huge.txt', Buffer.alloc(2 << 20, 65)))).toMatch(/^file-unreadable/)
  })
})

describe('codes of copies', () => {
  it('are those on a sheet, and none of anything else', async () => {
    expect(await copyCodesIn(given('sheet.pdf', await printedSheet()))).toEqual(CODES)
    const other = given('other.png', await picture('K7QF-3M2X', CHECKPOINT).png().toBuffer())
    await expect(copyCodesIn(other)).rejects.toMatchObject({ code: 'not-found' })
    await expect(copyCodesIn(given('x.txt', CODES[0]))).rejects.toMatchObject({ code: 'picture-unreadable' })
  })
})
