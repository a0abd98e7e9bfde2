import * as fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enclosedIn } from '../../../main/engine/leaked-text/enclosed-pictures.ts'
import { sha256Of } from '../../../main/export/json-lines-file.ts'
import { readLeak } from '../../../main/engine/read-leak.ts'
import { markAt } from '../../../shared/mark/text-marks.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'
import { encryptedPaper } from '../../app/support/files.ts'
import { makePage } from '../../paper/page-kinds.ts'

const folder = mkdtempSync(join(tmpdir(), 'siglum-enclosed-'))

const noise = (width: number, height: number): Promise<Buffer> => {
  const random = seededRandom(width)
  const data = Buffer.from(Uint8Array.from({ length: width * height }, () => 256 * random()))
  return sharp(data, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer()
}

let photo: Buffer
let icon: Buffer
let pdf: Uint8Array

beforeAll(async () => {
  photo = await noise(400, 300)
  icon = await noise(96, 96)
  pdf = await makePage('one-line', 'enclosed')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const docx = (): Uint8Array =>
  zipSync({
    'word/document.xml': strToU8('<w:document><w:p><w:t>As shown below</w:t></w:p></w:document>'),
    'word/media/image1.png': photo,
    'word/media/image2.png': icon,
    'word/media/image3.emf': strToU8('x'.repeat(5000)),
  })

const mail = (): Buffer =>
  Buffer.from(
    [
      'From: a@example.org',
      'Subject: look',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="q"',
      '',
      '--q',
      'Content-Type: text/plain',
      '',
      'Look at this',
      '--q',
      'Content-Type: image/png; name="photo.png"',
      'Content-Transfer-Encoding: base64',
      '',
      (photo.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n'),
      '--q',
      'Content-Type: message/rfc822',
      '',
      'From: b@example.org',
      'Subject: older',
      'Content-Type: application/pdf',
      'Content-Disposition: attachment; filename="paper.pdf"',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(pdf).toString('base64'),
      '--q--',
      '',
    ].join('\r\n'),
  )

const html = (): Buffer =>
  Buffer.from(
    `<html><body><p>Seen</p><img src="data:image/png;base64,${photo.toString('base64')}"></body></html>`,
  )

const read = (name: string, bytes: Uint8Array) => {
  const file = join(folder, name)
  writeFileSync(file, bytes)
  return readLeak(file, { isKnown: () => false })
}

describe('pictures that lie in another file', () => {
  it('are found in documents, archives, mails and pages of the web, byte for byte', () => {
    expect(enclosedIn(docx()).map(({ name }) => name)).toEqual(['image1.png', 'image2.png'])
    const [attached, nested] = enclosedIn(mail())
    expect(attached.name).toBe('photo.png')
    expect(Buffer.from(attached.bytes).equals(photo)).toBe(true)
    expect(nested.name).toBe('paper.pdf')
    expect(Buffer.from(nested.bytes).equals(Buffer.from(pdf))).toBe(true)
    expect(Buffer.from(enclosedIn(html())[0].bytes).equals(photo)).toBe(true)
    expect(enclosedIn(Buffer.from('no picture here'))).toEqual([])
  })

  it('are at most twenty, the largest', async () => {
    const sizes = Array.from({ length: 25 }, (_, k) => 60 + 4 * k)
    const files = await Promise.all(sizes.map((size) => noise(size, size)))
    const archive = zipSync(Object.fromEntries(files.map((file, k) => [`${k}.png`, file])))
    expect(enclosedIn(archive).map(({ name }) => name)).toEqual(
      Array.from({ length: 20 }, (_, k) => `${k + 5}.png`),
    )
  })

  it('are read with the text about them; ornaments and what is damaged are left out', async () => {
    const leak = await read('letter.docx', docx())
    expect(leak.pictures.map(({ name }) => name)).toEqual(['letter.docx: image1.png'])
    expect(leak.pictures[0].plane.width).toBe(400)
    expect(leak.text).toContain('As shown below')

    const fromMail = await read('mail.eml', mail())
    expect(fromMail.pictures.map(({ name }) => name)).toEqual(['mail.eml: photo.png', 'mail.eml: paper.pdf'])
    expect(fromMail.text).toContain('Look at this')

    const damaged = zipSync({ 'good.png': photo, 'bad.png': photo.subarray(0, 3000) })
    expect((await read('photos.zip', damaged)).pictures.length).toBeGreaterThanOrEqual(1)
  })

  it('an archive that lies about its files is left alone, and one odd file takes no other with it', async () => {
    /** The directory's entry for a file: method, packed and unpacked size (APPNOTE.TXT, 4.3.12). */
    const edited = (archive: Uint8Array, name: string, edit: (entry: DataView) => void): Uint8Array => {
      const copy = Uint8Array.from(archive)
      const at = Buffer.from(copy).lastIndexOf(name) - 46
      edit(new DataView(copy.buffer, at))
      return copy
    }
    const two = zipSync({ 'good.png': photo, 'odd.png': [icon, { level: 0 }] })
    const names = (archive: Uint8Array) => enclosedIn(archive).map(({ name }) => name)
    expect(names(two)).toEqual(['good.png', 'odd.png'])
    for (const edit of [
      (entry: DataView) => entry.setUint16(10, 99, true),
      (entry: DataView) => entry.setUint32(24, 600, true),
      (entry: DataView) => entry.setUint32(24, 0xf000_0000, true),
    ])
      expect(names(edited(two, 'odd.png', edit))).toEqual(['good.png'])
    const deflated = zipSync({ 'good.png': photo, 'odd.png': new Uint8Array(100_000) })
    expect(names(edited(deflated, 'good.png', (entry) => entry.setUint32(24, 500, true)))).toEqual([])
    expect(
      (
        await read(
          'odd.zip',
          edited(two, 'odd.png', (e) => e.setUint16(10, 99, true)),
        )
      ).pictures,
    ).toHaveLength(1)
  })

  it('of which none shows anything leave a file what it is without them', async () => {
    await expect(read('icons.zip', zipSync({ 'icon.png': icon }))).rejects.toMatchObject({
      code: 'file-unreadable',
    })
    const letter = zipSync({
      'word/document.xml': strToU8('<w:document><w:p><w:t>Only words</w:t></w:p></w:document>'),
      'word/media/icon.png': icon,
    })
    const words = await read('words.docx', letter)
    expect([words.pictures.length, words.text.trim()]).toEqual([0, 'Only words'])
  })

  it('are known by their hashes, as a copy that is attached to a mail is', async () => {
    const { enclosed } = await read('sealed.eml', mail())
    expect(enclosed).toEqual([sha256Of(photo), sha256Of(pdf)])
  })

  it('an archive with nothing to read says so', async () => {
    const reading = read('notes.zip', zipSync({ 'a.xyz': strToU8('x') }))
    await expect(reading).rejects.toMatchObject({ code: 'file-unreadable' })
    await expect(reading).rejects.toThrow('Unpack it')
  })

  it('that ask for a password are asked for, unless the text about them bears marks', async () => {
    const shut = await encryptedPaper('secret')
    const archive = (text: string): Uint8Array =>
      zipSync({
        'word/document.xml': strToU8(`<w:document><w:p><w:t>${text}</w:t></w:p></w:document>`),
        'word/shut.pdf': shut,
      })
    const reading = read('words.docx', archive('Only words'))
    await expect(reading).rejects.toMatchObject({ code: 'document-encrypted' })
    await expect(reading).rejects.toThrow('words.docx: shut.pdf asks for a password')
    const marked = `Marked${markAt(Uint8Array.of(1, 2, 3), 0)} words`
    expect((await read('marked.docx', archive(marked))).text).toContain(marked)
  })

  it('any bytes are searched without failing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(enclosedIn(Uint8Array.of(0x50, 0x4b, 3, 4, ...bytes))).toEqual([])
        expect(enclosedIn(bytes)).toEqual([])
      }),
    )
  })
})

describe('a screenshot of much scrolling', () => {
  it('is read in pieces, each told by its place, unless a person pointed at a page in all of it', async () => {
    const file = join(folder, 'long.png')
    const long = sharp({ create: { width: 400, height: 5000, channels: 3, background: '#fff' } })
    writeFileSync(file, await long.png().toBuffer())
    const { pictures } = await readLeak(file, { isKnown: () => false, faceEdgePx: 500 })
    expect(pictures.map(({ name }) => name)).toEqual([1, 2, 3, 4].map((k) => `long.png, part ${k} of 4`))
    expect(pictures.map(({ plane: { width, height } }) => [width, height])).toEqual(
      pictures.map(() => [400, 1697]),
    )
    expect(pictures[1].face).toMatchObject({ heightPx: 500 })
    const { pictures: whole } = await readLeak(file, { isKnown: () => false, whole: true })
    expect(whole.map(({ name, plane }) => [name, plane.height])).toEqual([['long.png', 3200]])
  })
})
