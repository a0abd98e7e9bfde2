import { z } from 'zod'
import { FAILURE_CODES } from './failure.ts'
import { copyNumberSchema as copyNumber, recipientResult, STANDS } from './custody-results.ts'
import { mediumSchema, verdictSchema } from './events.ts'
import { warningSchema } from './warning.ts'

/**
 * What each command gives back: the objects that `--json` prints, on which others' scripts rely. Fields may be added,
 * never renamed or removed.
 */

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.int().nonnegative()

export const initResultSchema = z.strictObject({
  vault: z.strictObject({ id: z.string(), path: z.string() }),
  /** Shown this once; it opens the vault when the passphrase is forgotten. */
  recoveryKey: z.string(),
  warnings: z.array(warningSchema),
})
export type InitResult = z.infer<typeof initResultSchema>

/** How sure it is that a photograph through a messenger will name its copy: a quarter of the page is enough, all of it, or neither. */
export const prospectSchema = z.enum(['sure', 'likely', 'weak'])

export const issueResultSchema = z.strictObject({
  issuance: z.string(),
  /** Of each page on a screen, and printed on a laser printer. */
  forecast: z.array(
    z.strictObject({ page: z.int().positive(), screen: prospectSchema, print: prospectSchema }),
  ),
  document: z.strictObject({ id: z.string(), title: z.string(), pages: z.int().positive(), sha256 }),
  /** Places of the text that copies word differently, where the author allowed any. */
  wordings: z.int().positive().exactOptional(),
  /** What whoever issues was told of on the way, where there was anything. */
  warnings: z.array(warningSchema).exactOptional(),
  copies: z.array(
    z.strictObject({
      copy: copyNumber,
      id: z.string(),
      /** The short code on the copy. */
      code: z.string(),
      recipient: recipientResult,
      /** Absolute path. */
      file: z.string(),
      sha256,
      bytes: count,
      pages: z.int().positive(),
    }),
  ),
})
export type IssueResult = z.infer<typeof issueResultSchema>

const carrierScore = z.strictObject({ z: z.number(), n: count })

const titledDocument = z.strictObject({ id: z.string(), title: z.string() })

const textResult = z.strictObject({
  /** Marks that stand in it, anybody's. */
  marks: count,
  /** Documents that it is found in, the likeliest first. */
  found: z.array(
    z.strictObject({
      document: titledDocument,
      /** Counted from 1, the fullest first. */
      pages: z.array(z.int().positive()),
      /** How much of the text is found there. */
      share: z.number().min(0).max(1),
      /** Marks that stand where that document's copies have theirs. */
      marks: count,
      /** Places of which a wording of this document's copies was read, of all they have; where they have any. */
      wordings: z.strictObject({ seen: count, of: count }).exactOptional(),
    }),
  ),
  /** How many places of wording would have to agree before one of the copies in question could be named; where any was read. */
  wordingsNeeded: count.exactOptional(),
})

/** Where a copy is of another document than the first: two papers may lie in one picture. */
const otherDocument = titledDocument
const namedCopy = z.strictObject({ id: z.string(), copy: copyNumber })

export const traceResultSchema = z.strictObject({
  /** As the register knows this trace. */
  id: z.string(),
  verdict: verdictSchema,
  /** The chance, at most, that any innocent copy would have scored like this. */
  bound: z.number().nonnegative(),
  limit: z.number().positive(),
  document: titledDocument.nullable(),
  /** Where a leaked file is an original bit for bit, which bears no marks: whose. */
  original: titledDocument.exactOptional(),
  /** Counted from 1. */
  page: z.int().positive().nullable(),
  /**
   * The pages that lie in the leaked pictures, and of the named copies the one that each speaks for; as the evidence's pictures are numbered. A page
   * that several copies have a part in comes as often. Traces from before this was told have none.
   */
  shows: z
    .array(
      z.strictObject({
        leak: z.string(),
        document: titledDocument,
        page: z.int().positive(),
        copy: namedCopy.nullable(),
      }),
    )
    .default([]),
  copy: namedCopy.nullable(),
  recipient: recipientResult.nullable(),
  z: z.number().nullable(),
  /** The score from which on one of so many copies would be named, laid in so many ways. Traces from before this was told have none. */
  zNeeded: z.number().positive().exactOptional(),
  /** Further copies that have a part in the leak: where several were averaged or pieced together, all are named or none. */
  alsoCopies: z.array(
    z.strictObject({
      id: z.string(),
      copy: copyNumber,
      recipient: recipientResult,
      document: otherDocument.exactOptional(),
      z: z.number(),
      bound: z.number().nonnegative(),
    }),
  ),
  runnerUp: z
    .strictObject({ copy: copyNumber, document: otherDocument.exactOptional(), z: z.number() })
    .nullable(),
  carriers: z.strictObject({
    tint: carrierScore,
    words: carrierScore,
    dots: carrierScore,
    /** Where text leaked. */
    text: carrierScore.exactOptional(),
    /** Where a wording was read. */
    wording: carrierScore.exactOptional(),
  }),
  /** What became of leaked text, or of a leaked PDF's text layer, where there was any. */
  text: textResult.exactOptional(),
  candidates: count,
  alignments: count,
  decoys: z.strictObject({ n: count, sd: z.number().nonnegative() }),
  /**
   * When each copy that the leak matches came to be: the event that bound its file's hash, its place in the record and
   * its time. A copy that was made after a leak shows as made after it.
   */
  matches: z.array(
    z.strictObject({ copy: copyNumber, id: z.string(), sealedAt: z.string(), event: count, sha256 }),
  ),
  /** What the visible mark on the named copy reads, to be compared with the leak by eye. */
  visible: z.string().nullable(),
  seconds: z.number().nonnegative(),
})
export type TraceResult = z.infer<typeof traceResultSchema>

export const listResultSchema = z.strictObject({
  documents: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      number: z.string().nullable(),
      classification: z.string().nullable(),
      pages: z.int().positive(),
      sha256,
      imported: z.string(),
    }),
  ),
  issuances: z.array(
    z.strictObject({
      id: z.string(),
      document: z.string(),
      occasion: z.string().nullable(),
      medium: mediumSchema,
      copies: count,
      issued: z.string(),
      by: z.string(),
    }),
  ),
  copies: z.array(
    z.strictObject({
      id: z.string(),
      issuance: z.string(),
      copy: copyNumber,
      code: z.string(),
      recipient: recipientResult,
      state: z.enum(['reserved', 'sealed', 'abandoned']),
      /** Where a sealed copy is. */
      custody: z.enum(STANDS),
      holder: recipientResult.nullable(),
      due: z.string().nullable(),
      overdue: z.boolean(),
      sha256: sha256.nullable(),
      bytes: count.nullable(),
      /** Absolute path at the time of issue. */
      file: z.string().nullable(),
    }),
  ),
})
export type ListResult = z.infer<typeof listResultSchema>

export const verifyResultSchema = z.strictObject({
  verdict: z.enum(['intact', 'altered', 'tail-missing', 'replaced', 'forked', 'other-register']),
  /** Events on record, and the root of their tree, base64. */
  size: count,
  root: z.string(),
  /** Signed heads that were checked. */
  checkpoints: count,
  /** Personal values that were erased, each by a redaction on record. */
  redacted: count,
  /** Of the checkpoints given: who else signed them, and when. */
  witnesses: z.array(z.strictObject({ name: z.string(), at: z.string(), size: count })),
  /** Heads signed by witnesses that are kept in the vault, by size: the register was held against each of them too. */
  cosigned: z.array(z.strictObject({ name: z.string(), at: z.string(), size: count })),
  findings: z.array(z.strictObject({ kind: z.string(), message: z.string() })),
  /** The newest signed head, to be kept elsewhere. */
  checkpoint: z.string(),
})
export type VerifyResult = z.infer<typeof verifyResultSchema>

export const errorResultSchema = z.strictObject({
  error: z.strictObject({
    code: z.enum(FAILURE_CODES),
    message: z.string(),
    details: z.array(z.string()),
  }),
})
export type ErrorResult = z.infer<typeof errorResultSchema>
