import { unzipSync, zipSync } from 'fflate'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { makeBundle } from '../../../main/engine/bundle/make-bundle.ts'
import { verifyBundle } from '../../../main/engine/bundle/verify-bundle.ts'
import { originOf, signCheckpoint } from '../../../main/register/checkpoint.ts'
import { printConsistency } from '../../../main/register/consistency-file.ts'
import { newId } from '../../../main/register/new-id.ts'
import type { TraceResult } from '../../../shared/contract/results.ts'
import { textOfPdf } from '../../support/text-of-pdf.ts'
import { sealedCopies, step } from '../register/custody-fixture.ts'
import { expectRejection, importDocument, temporaryFolder } from '../register/fixture.ts'

type Files = Record<string, Uint8Array>

const LEAK = Buffer.from('a leaked picture')
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** A trace on record, and the folder that it left, without the tracing. */
const traced = async (mixed = false) => {
  const made = await sealedCopies(['欧阳文静', 'Ada', 'Bob Brown'])
  const { register, copyIds, documentId } = made
  const older = register.checkpoint()
  register.append([step(copyIds[0], 'copy-handed-out'), step(copyIds[0], 'receipt-signed')])
  const [recipient, second] = copyIds.map((copyId) => {
    const { name, unit, id } = register.copy(copyId).recipient
    return { name, unit, id }
  })
  const of = { id: documentId, title: register.document(documentId).title }
  const shows = [
    { leak: 'leak.jpg', document: of, page: 1, copy: { id: copyIds[0], copy: '1/3' } },
    { leak: 'leak.jpg', document: of, page: 2, copy: { id: copyIds[1], copy: '2/3' } },
  ]
  const also = { id: copyIds[1], copy: '2/3', recipient: second, z: 7.5, bound: 1.5e-8 }
  const result: TraceResult = {
    id: newId('t'),
    verdict: 'traced',
    bound: 1.25e-9,
    limit: 1e-6,
    document: of,
    page: 1,
    shows: mixed ? shows : [],
    copy: { id: copyIds[0], copy: '1/3' },
    recipient,
    z: 8.125,
    alsoCopies: mixed ? [also] : [],
    runnerUp: { copy: '3/3', z: 1.5 },
    carriers: { tint: { z: 5, n: 900 }, words: { z: 6, n: 300 }, dots: { z: 0, n: 0 } },
    candidates: 3,
    alignments: 2,
    decoys: { n: 2000, sd: 1.01 },
    matches: [],
    visible: null,
    seconds: 4.2,
  }
  const { id, document, copy, carriers, decoys, runnerUp, seconds, ...rest } = result
  register.append([
    {
      type: 'traced',
      by: 'investigator',
      body: {
        traceId: id,
        leaks: [{ sha256: sha256(LEAK), name: 'leak.jpg' }],
        verdict: rest.verdict,
        limit: rest.limit,
        bound: rest.bound,
        documentId: document?.id,
        page: 1,
        copyId: copy?.id,
        z: 8.125,
        candidates: 3,
        alignments: 2,
        figures: {
          carriers,
          decoys,
          runnerUp,
          alsoCopies: mixed ? [{ id: also.id, z: also.z, bound: also.bound }] : [],
          ...(mixed
            ? { shows: shows.map(({ page, copy }) => ({ document: documentId, page, copy: copy.id })) }
            : {}),
          seconds,
        },
      },
    },
  ])
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'leaks'))
  writeFileSync(join(folder, 'leaks', '1-leak.jpg'), LEAK)
  const picture = { create: { width: 400, height: 150, channels: 3 as const, background: '#dde' } }
  const png = await sharp(picture).png().toBuffer()
  const pictures = (mixed ? ['evidence-1.png', 'evidence-2.png'] : ['evidence-1.png']).map((name) => {
    writeFileSync(join(folder, name), png)
    return { name, sha256: sha256(png) }
  })
  // What lies there of another trace is not of this one.
  writeFileSync(join(folder, 'evidence-9.png'), png)
  const report = {
    ...result,
    names: 'the copy',
    leaks: [{ name: 'leak.jpg', sha256: sha256(LEAK), claims: null }],
    pictures,
  }
  writeFileSync(join(folder, 'trace.json'), JSON.stringify(report))
  return { ...made, folder, report, older }
}

const bundled = async (mixed = false) => {
  const made = await traced(mixed)
  const out = join(temporaryFolder(), 'case.zip')
  const bundle = await makeBundle(made.vault, { evidence: made.folder, out, by: 'investigator' })
  return { ...made, bundle, files: unzipSync(readFileSync(out)) as Files }
}

const packed = (files: Files): string => {
  const file = join(temporaryFolder(), 'other.zip')
  writeFileSync(file, zipSync(files))
  return file
}

const changed = (files: Files, path: string, from: string, to: string): Files => {
  const text = Buffer.from(files[path]).toString('utf8')
  expect(text, path).toContain(from)
  return { ...files, [path]: Buffer.from(text.replaceAll(from, to)) }
}

/** With the manifest brought into line, as a forger would. */
const relisted = (files: Files, ...paths: string[]): Files => {
  const manifest = JSON.parse(Buffer.from(files['manifest.json']).toString('utf8')) as {
    files: { path: string; sha256: string }[]
    leaks: { path: string; sha256: string }[]
  }
  for (const entry of [...manifest.files, ...manifest.leaks])
    if (paths.includes(entry.path)) entry.sha256 = sha256(files[entry.path])
  return { ...files, 'manifest.json': Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`) }
}

describe('a bundle', () => {
  it('holds everything, and is checked without the vault', async () => {
    const { bundle, files, register, vault } = await bundled()
    expect(Object.keys(files).toSorted()).toEqual([
      'checkpoint.txt',
      'hashes.bin',
      'leaks/1-leak.jpg',
      'manifest.json',
      'pictures/evidence-1.png',
      'proof.jsonl',
      'report.pdf',
      'trace.json',
    ])
    expect(Buffer.compare(files['report.pdf'], readFileSync(bundle.report))).toBe(0)
    const registerKey = register.verifierKey()
    vault.close()
    expect(await verifyBundle({ file: bundle.file, registerKey })).toMatchObject({
      verdict: 'holds',
      findings: [],
      copy: '1/3',
      recipient: '欧阳文静',
      keyGiven: true,
      // Created, imported, reserved, sealed, handed out, signed for, traced, bundled.
      events: 8,
    })
    expect((await verifyBundle({ file: bundle.file })).keyGiven).toBe(false)
    const proof = Buffer.from(files['proof.jsonl']).toString('utf8')
    // With a blank, which base64 cannot spell by chance as it did three letters.
    expect(proof).not.toContain('Bob Brown')
  })

  it('gives away every change', async () => {
    const { files, register } = await bundled()
    const judge = (altered: Files) =>
      verifyBundle({ file: packed(altered), registerKey: register.verifierKey() })
    expect((await judge(files)).verdict).toBe('holds')
    const result = changed(files, 'trace.json', '欧阳文静', 'Ada')
    const score = changed(files, 'trace.json', '8.125', '9.125')
    const leak = { ...files, 'leaks/1-leak.jpg': Buffer.from('another') }
    const { 'report.pdf': _gone, ...lacking } = files
    const cases: [string, Files, RegExp][] = [
      ['result', result, /trace.json is not the file/],
      ['result, relisted', relisted(result, 'trace.json'), /recipient of copy 1\/3 is not the one/],
      ['score, relisted', relisted(score, 'trace.json'), /differs from the recorded one in "z"/],
      ['leak', leak, /leaks\/1-leak.jpg is not/],
      ['leak, relisted', relisted(leak, 'leaks/1-leak.jpg'), /not those that the register says/],
      ['picture', { ...files, 'pictures/evidence-1.png': LEAK }, /evidence-1/],
      [
        'picture, relisted',
        relisted({ ...files, 'pictures/evidence-1.png': LEAK }, 'pictures/evidence-1.png'),
        /manifest is not the one that was recorded/,
      ],
      ['a file added', { ...files, 'extra.txt': LEAK }, /extra.txt does not belong/],
      ['a file removed', lacking, /report.pdf is missing/],
      ['checkpoint', { ...files, 'checkpoint.txt': LEAK }, /checkpoint.txt is not/],
      ['hashes', { ...files, 'hashes.bin': files['hashes.bin'].slice(32) }, /hashes.bin does not lead/],
      ['hashes', { ...files, 'hashes.bin': files['hashes.bin'].map((b) => b ^ 1) }, /hashes.bin does not/],
      ['proof', changed(files, 'proof.jsonl', 'by-hand', 'printed'), /proof does not hold/],
    ]
    for (const [name, altered, finding] of cases) {
      const { verdict, findings } = await judge(altered)
      expect([name, verdict]).toEqual([name, 'broken'])
      expect(findings.join('\n'), name).toMatch(finding)
    }
  })

  it('of several copies proves each, and tells of each', async () => {
    const { bundle, files, register } = await bundled(true)
    const registerKey = register.verifierKey()
    const judge = (altered: Files) => verifyBundle({ file: packed(altered), registerKey })
    // As for one, and the second copy sealed.
    expect(await verifyBundle({ file: bundle.file, registerKey })).toMatchObject({
      verdict: 'holds',
      findings: [],
      copy: '1/3',
      alsoCopies: [{ copy: '2/3', recipient: 'Ada', document: '会议纪要' }],
      events: 9,
    })
    const proof = Buffer.from(files['proof.jsonl']).toString('utf8')
    expect(proof).not.toContain('Bob Brown')
    const said = textOfPdf(files['report.pdf'])?.replace(/\s+/g, ' ')
    for (const words of [
      'Traced to 2 copies',
      'Copy 2/3 of "会议纪要", which was made for Ada, Unit, is in it too',
      'Copy 2/3 was made and sealed at',
      'page 2, copy 2/3',
      'The custody of copy 2/3',
    ])
      expect(said ?? words).toContain(words)

    const other = changed(files, 'trace.json', '"name": "Ada"', '"name": "Bob Brown"')
    const moved = changed(files, 'trace.json', '"page": 2', '"page": 3')
    const cases: [Files, RegExp][] = [
      [relisted(other, 'trace.json'), /The recipient of copy 2\/3 is not the one for whom it was reserved/],
      [relisted(moved, 'trace.json'), /differs from the recorded one in "shows"/],
    ]
    for (const [altered, finding] of cases) {
      const { verdict, findings } = await judge(altered)
      expect([verdict, findings.join('\n')]).toEqual(['broken', expect.stringMatching(finding)])
    }
  })

  it('of another register, however whole, does not pass under a key known from elsewhere', async () => {
    const { bundle } = await bundled()
    const { register } = await sealedCopies()
    const check = await verifyBundle({ file: bundle.file, registerKey: register.verifierKey() })
    expect([check.verdict, check.findings.join()]).toEqual([
      'broken',
      expect.stringMatching(/another register/),
    ])
  })

  describe('is held against checkpoints that were kept outside:', () => {
    const file = (text: string): string => {
      const path = join(temporaryFolder(), 'checkpoint.txt')
      writeFileSync(path, text)
      return path
    }
    const withoutHashes = (files: Files): string => {
      const { 'hashes.bin': _gone, ...rest } = files
      return packed(rest)
    }
    /** What verify says of a bundle beside each of these texts, one at a time. */
    const answer = async (bundle: string, text: string) => {
      const { verdict, outside, findings } = await verifyBundle({ file: bundle, checkpoints: [file(text)] })
      const contradictions = outside.flatMap(({ outcome, message }) =>
        outcome === 'contradicts' ? [message] : [],
      )
      expect(findings).toEqual(contradictions)
      return [verdict, outside[0].size, outside[0].outcome]
    }
    const answers = (bundle: string, texts: readonly string[]) =>
      Promise.all(texts.map((text) => answer(bundle, text)))

    it('its own, and those of another register', async () => {
      const { bundle, vault } = await bundled()
      const { vault: other } = await sealedCopies()
      const [own, foreign] = [vault, other].map(({ register }) => register.checkpoint())
      expect(await answers(bundle.file, [own, foreign])).toEqual([
        ['holds', 10, 'agrees'],
        ['broken', 6, 'contradicts'],
      ])
    })

    it('an older one, from the hashes in it; without them it says that it cannot tell', async () => {
      const { bundle, files, older } = await bundled()
      expect(await answers(bundle.file, [older])).toEqual([['holds', 6, 'agrees']])
      expect(await answers(withoutHashes(files), [older])).toEqual([['cannot-tell', 6, 'cannot-tell']])
    })

    it('a newer one, which must come with its proof', async () => {
      const { bundle, register, files } = await bundled()
      const size = register.size()
      importDocument(register)
      const checkpoint = register.checkpoint()
      const proof = register.consistencyProof(size)
      const proven = printConsistency({ older: size, proof, checkpoint })
      const damaged = printConsistency({
        older: size,
        proof: proof.map((hash) => hash.map((b) => b ^ 1)),
        checkpoint,
      })
      const since = printConsistency({
        older: size - 1,
        proof: register.consistencyProof(size - 1),
        checkpoint,
      })
      for (const one of [bundle.file, withoutHashes(files)])
        expect(
          (await answers(one, [checkpoint, proven, damaged, since])).map(([verdict, , outcome]) => [
            verdict,
            outcome,
          ]),
        ).toEqual([
          ['cannot-tell', 'cannot-tell'],
          ['holds', 'agrees'],
          ['broken', 'contradicts'],
          ['cannot-tell', 'cannot-tell'],
        ])
    })

    it('one of another history under the same key, be it older or as long', async () => {
      const { bundle, vault, register } = await bundled()
      const forge = (size: number): string =>
        signCheckpoint({ origin: originOf(vault.id), size, root: Buffer.alloc(32, 7) }, vault.keyring)
      const told = await answers(bundle.file, [forge(3), forge(register.size())])
      expect(told.map(([verdict]) => verdict)).toEqual(['broken', 'broken'])
    })

    it('several at once: one that contradicts breaks it, one that cannot be told leaves it open', async () => {
      const { bundle, register, older } = await bundled()
      importDocument(register)
      const checkpoints = [older, register.checkpoint()].map(file)
      expect((await verifyBundle({ file: bundle.file, checkpoints })).verdict).toBe('cannot-tell')
    })
  })

  it('is made of a trace that a vault kept before reports listed their pictures', async () => {
    const { vault, folder, report } = await traced()
    const { pictures, ...older } = report
    expect(pictures).toHaveLength(1)
    writeFileSync(join(folder, 'trace.json'), JSON.stringify(older))
    rmSync(join(folder, 'evidence-9.png'))
    const out = join(temporaryFolder(), 'case.zip')
    await makeBundle(vault, { evidence: folder, out, by: 'investigator' })
    expect(Object.keys(unzipSync(readFileSync(out)))).toContain('pictures/evidence-1.png')
  })

  it('is not made of what is not on record', async () => {
    const { vault, folder, report } = await traced()
    const out = join(temporaryFolder(), 'case.zip')
    const make = () => makeBundle(vault, { evidence: folder, out, by: 'x' })
    writeFileSync(join(folder, 'trace.json'), JSON.stringify({ ...report, z: 99 }))
    await expectRejection(make(), 'bundle-invalid')
    writeFileSync(join(folder, 'trace.json'), JSON.stringify(report))
    writeFileSync(join(folder, 'leaks', '1-leak.jpg'), 'another')
    await expectRejection(make(), 'bundle-invalid')
    writeFileSync(join(folder, 'leaks', '1-leak.jpg'), LEAK)
    writeFileSync(join(folder, 'evidence-1.png'), 'another')
    await expectRejection(make(), 'bundle-invalid')
    writeFileSync(join(folder, 'trace.json'), '{}')
    await expectRejection(make(), 'bundle-invalid')
  })

  it('that is none is refused', async () => {
    const file = join(temporaryFolder(), 'x.zip')
    await expectRejection(verifyBundle({ file }), 'file-not-found')
    writeFileSync(file, 'not a ZIP')
    await expectRejection(verifyBundle({ file }), 'bundle-invalid')
    await expectRejection(verifyBundle({ file: packed({ 'a.txt': LEAK }) }), 'bundle-invalid')
  })
})
