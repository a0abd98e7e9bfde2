import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { openRaster } from '../../main/document/open-raster.ts'
import { drawQr } from '../../main/export/draw-qr.ts'
import { closePaper, MARGIN_MM, openPaper } from '../../main/export/paper.ts'
import { openVault } from '../../main/vault.ts'
import { searchResultSchema } from '../../shared/contract/custody-results.ts'
import {
  checkpointResultSchema,
  cosignedResultSchema,
  cosignResultSchema,
  witnessResultSchema,
} from '../../shared/contract/keeping-results.ts'
import { exportResultSchema } from '../../shared/contract/paper-results.ts'
import { errorResultSchema, verifyResultSchema } from '../../shared/contract/results.ts'
import { fillRegister } from '../unit/register/fixture.ts'
import { initCheapVault, PASSPHRASE, siglumWith } from './siglum-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'siglum-picture-'))
const at = (name: string): string => join(folder, name)
const vault = at('vault')
const inVault = (...args: string[]): string[] => [...args, '--vault', vault]
const secrets = { SIGLUM_WITNESS_PASSPHRASE: 'a passphrase of the archive' }

const run = <S extends z.ZodType>(schema: S, args: readonly string[]): z.output<S> => {
  const { status, stdout, stderr } = siglumWith([...args, '--json'], secrets)
  expect(status, stderr + stdout).toBe(0)
  return schema.parse(JSON.parse(stdout))
}

/** The last page of a PDF, a little crooked, as a picture. */
const shot = async (pdf: Uint8Array, name: string): Promise<string> => {
  const raster = await openRaster(pdf)
  const { width, height, rgb } = raster.renderRgb(raster.pageCount - 1, 5)
  raster.close()
  await sharp(rgb, { raw: { width, height, channels: 3 } })
    .rotate(4, { background: '#888' })
    .jpeg({ quality: 70 })
    .toFile(at(name))
  return at(name)
}

/** A text as a code on a page of paper. */
const codeShot = async (text: string, name: string): Promise<string> => {
  const paper = await openPaper({ title: 'x', at: '2026-05-12T08:00:00.000Z' })
  drawQr(paper, text, MARGIN_MM, MARGIN_MM, 120)
  return shot(await closePaper(paper, ''), name)
}

let issuanceId = ''
let sealed: readonly string[] = []

beforeAll(async () => {
  expect(initCheapVault(vault).status).toBe(0)
  const opened = await openVault(vault, PASSPHRASE)
  fillRegister(opened.register, opened.blobs.put(Buffer.from('the original')))
  const copies = opened.register.copies({ limit: 10 })
  issuanceId = copies[0].issuanceId
  sealed = copies.filter(({ state }) => state === 'sealed').map(({ id }) => id)
  opened.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const against = (...files: string[]): string[] =>
  inVault('verify', ...files.flatMap((file) => ['--checkpoint', file]))

describe('a checkpoint as a QR code, through the real command', () => {
  it('is read off a printed sheet, and off a picture of its page', async () => {
    const sheet = at('receipt.pdf')
    run(exportResultSchema, inVault('sheet', 'receipt', issuanceId, '--out', sheet))
    const page = await shot(readFileSync(sheet), 'receipt.jpg')
    expect(run(verifyResultSchema, against(sheet, page)).verdict).toBe('intact')
    const since = inVault('checkpoint', '--since', page)
    expect(run(checkpointResultSchema, since).consistency).toMatch(/^old \d+\n/)
  })

  it('gives away another register', async () => {
    expect(initCheapVault(at('other')).status).toBe(0)
    const { checkpoint } = run(checkpointResultSchema, ['checkpoint', '--vault', at('other')])
    const foreign = await codeShot(checkpoint, 'foreign.jpg')
    const { status, stdout } = siglumWith([...against(foreign), '--json'], secrets)
    expect([status, verifyResultSchema.parse(JSON.parse(stdout)).verdict]).toEqual([1, 'other-register'])
  })

  it('is signed by a witness, and kept', async () => {
    const { checkpoint, key } = run(checkpointResultSchema, inVault('checkpoint'))
    const stick = ['--witness', at('stick')]
    run(witnessResultSchema, ['witness', 'init', ...stick, '--name', 'archive.wu', '--scrypt-log-n', '10'])
    const head = await codeShot(checkpoint, 'head.jpg')
    const signed = run(cosignResultSchema, ['checkpoint', '--cosign', head, ...stick, '--register-key', key])
    expect(signed.checkpoint.startsWith(checkpoint)).toBe(true)
    const file = await codeShot(signed.checkpoint, 'signed.jpg')
    const add = inVault('checkpoint', '--add', file, '--witness-key', signed.witnessKey)
    expect(run(cosignedResultSchema, add).cosigned).toMatchObject([{ checkpoint: signed.checkpoint }])
  })

  it('is refused where a picture shows none, and says what to do', async () => {
    const refused = (file: string) => {
      const { status, stdout } = siglumWith([...against(file), '--json'], secrets)
      const { code, message } = errorResultSchema.parse(JSON.parse(stdout)).error
      return `${status} ${code}: ${message}`
    }
    const blank = { create: { width: 300, height: 200, channels: 3, background: '#fff' } } as const
    await sharp(blank).png().toFile(at('blank.png'))
    expect(refused(at('blank.png'))).toMatch(/^1 checkpoint-invalid: No QR code can be read in .* closer/)
    expect(refused(await codeShot('K7QF-3M2X', 'copy.jpg'))).toMatch(/^1 checkpoint-invalid: .* none of a/)
  })
})

describe('a copy by the code on a sheet, through the real command', () => {
  it('is found', () => {
    const { copies } = run(searchResultSchema, inVault('search', '--picture', at('receipt.pdf')))
    expect(copies.map(({ id }) => id)).toEqual(sealed)
    expect(sealed).toHaveLength(1)
    const none = run(searchResultSchema, inVault('search', 'nobody', '--picture', at('receipt.pdf')))
    expect(none.copies).toEqual([])
    expect(siglumWith(inVault('search', '--json'), secrets).status).toBe(2)
  })
})
