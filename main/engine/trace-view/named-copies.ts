import type { TraceView } from '../../../shared/contract/app/trace-calls.ts'
import type { RegisterReader } from '../../register/register.ts'
import { showCopy } from '../custody/show-copy.ts'

/** The copies that a trace names, as the register has them now. */
export const namedCopies = (
  register: RegisterReader,
  { copy, alsoCopies }: TraceView['result'],
): Pick<TraceView, 'shown' | 'alsoShown'> => ({
  shown: copy === null ? null : showCopy(register, [copy.id]),
  alsoShown: alsoCopies.map(({ id }) => showCopy(register, [id])),
})
