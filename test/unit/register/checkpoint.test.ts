import { spawnSync } from 'node:child_process'
import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { judgeSignature, parseCheckpoint, signCheckpoint } from '../../../main/register/checkpoint.ts'
import { verifierKey } from '../../../main/register/note-key.ts'
import { expectFailure, temporaryFolder } from './fixture.ts'

const signerOf = () => {
  const { privateKey } = generateKeyPairSync('ed25519')
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  return {
    spki,
    publicKey: spki.subarray(-32),
    sign: (message: Uint8Array) => sign(null, message, privateKey),
  }
}

const HEAD = { origin: 'siglum/v-test', size: 42, root: Buffer.alloc(32, 7) }

describe('checkpoint', () => {
  const signer = signerOf()
  const note = signCheckpoint(HEAD, signer)

  it('has the lines that C2SP asks for', () => {
    const [origin, size, root, blank, signature, end] = note.split('\n')
    expect([origin, size, blank, end]).toEqual(['siglum/v-test', '42', '', ''])
    expect(root).toBe(HEAD.root.toString('base64'))
    expect(signature).toMatch(/^— siglum\/v-test [A-Za-z0-9+/]{91}=$/)
  })

  it('reads back as written', () => {
    expect(parseCheckpoint(note)).toMatchObject(HEAD)
    expect(judgeSignature(parseCheckpoint(note), signer.publicKey)).toBe('valid')
  })

  it('carries a signature that OpenSSL accepts', () => {
    const folder = temporaryFolder()
    const { signedText, signatures } = parseCheckpoint(note)
    const files = { key: signer.spki, text: signedText, signature: signatures[0].signature }
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
    const run = spawnSync(
      'openssl',
      'pkeyutl -verify -pubin -keyform DER -inkey key -rawin -in text -sigfile signature'.split(' '),
      { cwd: folder, encoding: 'utf8' },
    )
    if (run.error) return console.warn('SKIPPED: openssl is missing, signatures are not judged by it')
    expect(run.stdout).toContain('Signature Verified Successfully')
  })

  it('is somebody else’s under another key, and passes over witnesses', () => {
    const other = signerOf()
    expect(judgeSignature(parseCheckpoint(note), other.publicKey)).toBe('unknown-key')
    const cosigned = `${note}— witness.example/w1 ${Buffer.alloc(76, 1).toString('base64')}\n`
    expect(judgeSignature(parseCheckpoint(cosigned), signer.publicKey)).toBe('valid')
  })

  it('notices every changed character of what is signed', () => {
    const { length } = parseCheckpoint(note).signedText
    for (let i = 0; i < length; i += 1) {
      const changed = `${note.slice(0, i)}${note[i] === '1' ? '2' : '1'}${note.slice(i + 1)}`
      let judgement: string
      try {
        judgement = judgeSignature(parseCheckpoint(changed), signer.publicKey)
      } catch {
        judgement = 'refused'
      }
      expect(judgement, `character ${i}`).not.toBe('valid')
    }
  })

  it('refuses anything else', () => {
    const [text, signature] = note.split('\n\n')
    const wrong = [
      '',
      'x',
      '\n\n',
      text,
      note.trimEnd(),
      note.replaceAll('\n', '\r\n'),
      `${note}\n`,
      `${note}garbage\n`,
      `\n${note}`,
      note.replace('test', 'te\tst'),
      note.replace('test', 'te\u0000st'),
      note.replace('— siglum', '— sig\u0085lum'),
      note.replace('42', '042'),
      note.replace('42', '-1'),
      note.replace('42', '4.2'),
      note.replace('42', '99999999999999999999'),
      note.replace('42\n', '42\n\n'),
      note.replace('BwcH', 'BwcH BwcH'),
      `${text}\n\n${signature.replace('—', '-')}`,
      `${text}\n\n— siglum/v-test AAAA\n`,
      `${text}\n\n— siglum/v-test !!!!\n`,
      `${text}\n\n`,
      'a'.repeat(100_000),
    ]
    for (const bad of wrong) expectFailure(() => parseCheckpoint(bad), 'checkpoint-invalid')
  })

  it('takes sixteen signatures of post-quantum size, as signed-note asks', () => {
    const witness = (i: number): string =>
      `— witness.example/w${i} ${Buffer.alloc(5000, i).toString('base64')}\n`
    const many = note + Array.from({ length: 16 }, (_, i) => witness(i)).join('')
    expect(judgeSignature(parseCheckpoint(many), signer.publicKey)).toBe('valid')
  })

  it('prints the key as signed-note verifiers take it', () => {
    // The key and its printed form are from the documentation of golang.org/x/mod/sumdb/note.
    const printed = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
    const key = Buffer.from(printed.split('+')[2], 'base64').subarray(1)
    expect(verifierKey('PeterNeumann', key)).toBe(printed)
  })

  it('accepts the signed note of that documentation', () => {
    const key = Buffer.from('ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', 'base64').subarray(1)
    const signature =
      'x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM='
    const parsed = {
      origin: 'PeterNeumann',
      size: 0,
      root: Buffer.alloc(32),
      signedText:
        'If you think cryptography is the answer to your problem,\nthen you don’t know what your problem is.\n'.replace(
          '’',
          "'",
        ),
      signatures: [
        {
          name: 'PeterNeumann',
          keyId: Buffer.from(signature, 'base64').subarray(0, 4),
          signature: Buffer.from(signature, 'base64').subarray(4),
        },
      ],
    }
    expect(judgeSignature(parsed, key)).toBe('valid')
  })
})
