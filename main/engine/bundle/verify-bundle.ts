import { readFileSync, statSync } from 'node:fs'
import { unzipSync } from 'fflate'
import { namedCopies } from '../../../shared/contract/named-copies.ts'
import type { BundleCheckResult, OutsideHead } from '../../../shared/contract/paper-results.ts'
import { Failure } from '../../../shared/contract/failure.ts'
import { sha256Of } from '../../export/json-lines-file.ts'
import { checkProofFile } from '../../register/check-proof-file.ts'
import type { CheckedProof } from '../../register/check-proof-file.ts'
import { readCheckpoints } from '../codes/read-checkpoint.ts'
import { readFailure } from '../file-failure.ts'
import { BUNDLE_FILES, manifestSchema, resultSchema } from './bundle-format.ts'
import { judgeHashes, judgeOutsideHeads } from './judge-outside-heads.ts'
import { judgeEvents, judgeFiles } from './judge-bundle.ts'
import type { Files } from './judge-bundle.ts'

export interface BundleCheckRequest {
  readonly file: string
  /** The register's key as it is known from elsewhere; the one in the bundle proves nothing by itself. */
  readonly registerKey?: string
  /** Files of signed heads that were kept outside, or pictures of their QR codes. */
  readonly checkpoints?: readonly string[]
}

const MOST_BYTES = 1 << 30

const invalid = (why: string, cause?: unknown): Failure =>
  new Failure('bundle-invalid', `This is not an evidence bundle: ${why}.`, { cause })

/** Nothing is written anywhere, so names cannot lead astray; sizes are looked at before anything is unpacked. */
const unpack = (file: string): Files => {
  let total = 0
  try {
    if (statSync(file).size > MOST_BYTES) throw invalid('it is far too large')
    return unzipSync(readFileSync(file), {
      filter: ({ originalSize }) => {
        total += originalSize
        if (total > MOST_BYTES) throw invalid('it is far too large')
        return true
      },
    })
  } catch (error) {
    if (error instanceof Failure) throw error
    if (error instanceof Error && 'code' in error && typeof error.code === 'string')
      throw readFailure(file, error)
    throw invalid('it is no ZIP file, or damaged', error)
  }
}

const textOf = (files: Files, path: string): string => {
  const bytes = files[path]
  if (bytes === undefined) throw invalid(`${path} is missing`)
  return Buffer.from(bytes).toString('utf8')
}

const parse = <T>(files: Files, path: string, schema: { parse: (value: unknown) => T }): T => {
  const text = textOf(files, path)
  try {
    return schema.parse(JSON.parse(text))
  } catch (error) {
    throw invalid(`${path} is damaged`, error)
  }
}

const ownKey = (proof: string): string => {
  try {
    const header: unknown = JSON.parse(proof.slice(0, proof.indexOf('\n')))
    if (typeof header === 'object' && header !== null && 'key' in header) return String(header.key)
  } catch {
    // told below
  }
  throw invalid('its proof is damaged')
}

const proofOf = (text: string, key: string, findings: string[]): CheckedProof | null => {
  try {
    return checkProofFile(text, key)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    findings.push(error.message)
    return null
  }
}

const verdictOf = (
  findings: readonly string[],
  outside: readonly OutsideHead[],
): BundleCheckResult['verdict'] => {
  if (findings.length > 0) return 'broken'
  return outside.some(({ outcome }) => outcome === 'cannot-tell') ? 'cannot-tell' : 'holds'
}

/**
 * Recomputes a bundle, with no vault at hand: the hash of every file, the proof that every event is in the register, the
 * checkpoint's signature, and that the recorded trace is the stated one and its leaks are those in the bundle.
 */
export const verifyBundle = async (request: BundleCheckRequest): Promise<BundleCheckResult> => {
  const files = unpack(request.file)
  const manifest = parse(files, BUNDLE_FILES.manifest, manifestSchema)
  const result = parse(files, BUNDLE_FILES.result, resultSchema)
  const proof = textOf(files, BUNDLE_FILES.proof)
  const findings = judgeFiles(files, manifest)
  const key = request.registerKey ?? ownKey(proof)
  const checked = proofOf(proof, key, findings)
  let outside: readonly OutsideHead[] = []
  if (manifest.trace !== result.id) findings.push('The manifest is of another trace.')
  if (checked !== null) {
    findings.push(...judgeEvents(checked.rows, manifest, sha256Of(files[BUNDLE_FILES.manifest]), result))
    const head = Buffer.from(textOf(files, BUNDLE_FILES.checkpoint))
    if (!proof.includes(JSON.stringify(head.toString('utf8'))))
      findings.push('checkpoint.txt is not the checkpoint that the proofs lead to.')
    const hashes = files[BUNDLE_FILES.hashes] as Uint8Array | undefined
    findings.push(...judgeHashes(checked.head, hashes))
    const kept = await readCheckpoints((request.checkpoints ?? []).map((path) => ({ path })))
    outside = judgeOutsideHeads({ head: checked.head, key, hashes }, kept)
    findings.push(...outside.filter(({ outcome }) => outcome === 'contradicts').map(({ message }) => message))
  }
  const [, ...further] = namedCopies(result)
  return {
    verdict: verdictOf(findings, outside),
    trace: manifest.trace,
    result: result.verdict,
    copy: result.copy?.copy ?? null,
    recipient: result.recipient?.name ?? null,
    document: result.document?.title ?? null,
    alsoCopies: further.map(({ copy, recipient, document }) => ({
      copy,
      recipient: recipient?.name ?? '',
      document: document?.title ?? '',
    })),
    bound: result.bound,
    events: checked?.rows.length ?? 0,
    size: checked?.head.size ?? 0,
    key,
    keyGiven: request.registerKey !== undefined,
    outside: [...outside],
    findings,
  }
}
