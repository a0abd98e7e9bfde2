import { Failure } from '../../../shared/contract/failure.ts'
import { sniffKind } from '../../image/sniff-kind.ts'
import { tryParseCheckpoint } from '../../register/checkpoint.ts'
import type { Calling } from '../calling.ts'
import { readPictured, smallText } from '../read-text.ts'
import { codesInFile } from './codes-in-file.ts'

/** A checkpoint, or a consistency proof that leads to one, that was kept elsewhere. Nothing of it has been verified. */
export interface KeptCheckpoint {
  /** What a person calls the file that it is from. */
  readonly name: string
  readonly text: string
}

const onlyCheckpoint = (name: string, codes: readonly string[]): string => {
  const [checkpoint, ...others] = codes.filter((code) => tryParseCheckpoint(code) !== null)
  if (codes.length === 0)
    throw new Failure(
      'checkpoint-invalid',
      `No QR code can be read in ${name}. Photograph the code from closer, flat and sharp, or give the text beside it.`,
    )
  if (checkpoint === undefined)
    throw new Failure(
      'checkpoint-invalid',
      `${name} shows QR codes (${codes.length}), but none of a checkpoint. Give a picture of the large one beside the word Checkpoint.`,
    )
  if (others.length > 0)
    throw new Failure(
      'checkpoint-invalid',
      `${name} shows ${others.length + 1} different checkpoints. Give them one by one, each in a picture of its own.`,
    )
  return checkpoint
}

/**
 * What a file says: a text as it stands, a picture or PDF by the QR code of a checkpoint that it shows.
 * @throws Failure file-not-found, file-unreadable, checkpoint-invalid, and as decoding pictures and PDFs does
 */
export const readCheckpoint = async (
  path: string,
  name = path,
  signal?: Calling['signal'],
): Promise<KeptCheckpoint> => {
  const bytes = readPictured(path, name)
  const kind = sniffKind(bytes)
  const text =
    kind === null
      ? smallText(bytes, name)
      : onlyCheckpoint(name, await codesInFile(name, kind, bytes, signal))
  return { name, text }
}

/** Several, one after the other: each may take a thread's memory. */
export const readCheckpoints = async (
  files: readonly { readonly path: string; readonly name?: string }[],
  signal?: Calling['signal'],
): Promise<readonly KeptCheckpoint[]> => {
  const kept: KeptCheckpoint[] = []
  for (const { path, name } of files) kept.push(await readCheckpoint(path, name, signal))
  return kept
}
