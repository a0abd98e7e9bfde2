import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRaster } from '../../main/document/open-raster.ts'
import { issueResultSchema, traceResultSchema, type IssueResult } from '../../shared/contract/results.ts'
import { makePage } from '../paper/page-kinds.ts'
import { sideBySide } from '../support/side-by-side.ts'
import { initCheapVault, siglum } from './siglum-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'siglum-two-papers-'))
const at = (name: string): string => join(folder, name)
const run = (...args: string[]): string => {
  const { status, stdout, stderr } = siglum([...args, '--vault', at('vault')])
  expect(status, stderr + stdout).toBe(0)
  return stdout
}

/** The papers go to different numbers of people, so that a copy's number tells its paper. */
const PEOPLE = {
  table: 'name,unit\nAnn Lee,Treasury\n王小明,水务局\n',
  'dense-english': 'name,unit\nAnn Lee,Treasury\n王小明,水务局\nBo Chen,Works\n',
} as const

const issue = async (name: keyof typeof PEOPLE): Promise<IssueResult> => {
  writeFileSync(at(`${name}.pdf`), await makePage(name, 5))
  writeFileSync(at(`${name}.csv`), PEOPLE[name])
  const files = ['--document', at(`${name}.pdf`), '--recipients', at(`${name}.csv`), '--out', at(name)]
  return issueResultSchema.parse(JSON.parse(run('issue', ...files, '--json')))
}

const look = async (pdf: string): Promise<Buffer> => {
  const raster = await openRaster(readFileSync(pdf))
  const { width, height, rgb } = raster.renderRgb(0, 110 / 25.4)
  raster.close()
  return sharp(Buffer.from(rgb), { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
}

/** How much of a picture is as green as what agrees: of a copy that has no part in what is shown as little as is red, faintly. */
const greenShare = async (picture: string): Promise<number> => {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  let green = 0
  for (let at = 0; at < data.length; at += 3) if (data[at + 1] - data[at] > 60) green++
  return green / (info.width * info.height)
}

describe('two papers in one picture', () => {
  const picture = at('desk.png')
  let issued: readonly IssueResult[]

  beforeAll(async () => {
    expect(initCheapVault(at('vault')).status).toBe(0)
    issued = [await issue('table'), await issue('dense-english')]
    const [left, right] = [await look(issued[0].copies[0].file), await look(issued[1].copies[1].file)]
    writeFileSync(picture, await sideBySide(left, right))
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('each copy is told of with the paper that it is of, and with evidence of its own', async () => {
    const said = run('trace', picture, '--evidence', at('evidence'), '--json')
    const result = traceResultSchema.parse(JSON.parse(said))
    expect(result.verdict).toBe('traced')
    const [also] = result.alsoCopies
    const named = [
      { copy: result.copy?.id, document: result.document?.id },
      { copy: also.id, document: also.document?.id },
    ]
    const leaked = [
      { copy: issued[0].copies[0].id, document: issued[0].document.id },
      { copy: issued[1].copies[1].id, document: issued[1].document.id },
    ]
    expect(named.toSorted((a, b) => (a.copy ?? '').localeCompare(b.copy ?? ''))).toEqual(
      leaked.toSorted((a, b) => a.copy.localeCompare(b.copy)),
    )
    const next = result.runnerUp
    const paperOfNext = issued.find(({ copies }) => next?.copy.endsWith(`/${copies.length}`))?.document.id
    expect(next?.document?.id ?? result.document?.id).toBe(paperOfNext)
    expect(next?.document?.id).not.toBe(result.document?.id)
    const shown = result.shows.map(({ copy, document, page, leak }) => [copy?.id, document.id, page, leak])
    expect(shown.toSorted()).toEqual(
      leaked.map(({ copy, document }) => [copy, document, 1, 'desk.png']).toSorted(),
    )
    const evidence = readdirSync(at('evidence')).filter((name) => name.endsWith('.png'))
    expect(evidence.toSorted()).toEqual(['evidence-1.png', 'evidence-2.png'])
    for (const name of evidence) expect(await greenShare(at(`evidence/${name}`))).toBeGreaterThan(0.02)
  })

  it('and in words', () => {
    const said = run('trace', picture)
    expect(said).toMatch(/copy 1\/2 of "table 5"/i)
    expect(said).toMatch(/copy 2\/3 of "dense-english 5"/i)
    expect(said).toMatch(/copy \d\/\d of "(table|dense-english) 5", issued to .* is in it too/)
    expect(said).toMatch(/^ {2}page 1 of "table 5", copy 1\/2$/m)
    expect(said).toMatch(/^ {2}page 1 of "dense-english 5", copy 2\/3$/m)
  })
})
