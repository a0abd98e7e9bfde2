import { custody } from './custody.ts'
import { documents } from './documents.ts'
import { files } from './files.ts'
import { findings } from './findings.ts'
import { leaks } from './leaks.ts'
import { register } from './register.ts'
import { schemas } from './schemas.ts'
import { unworded } from './unworded.ts'
import { vault } from './vault.ts'

/** The engine's English sentences, a number in braces where it puts something in, and what they are in Chinese. */
export const sentences: Readonly<Record<string, string>> = {
  ...custody,
  ...documents,
  ...files,
  ...findings,
  ...leaks,
  ...register,
  ...schemas,
  ...unworded,
  ...vault,
}
