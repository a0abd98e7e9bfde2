import type { TraceView } from '../../../shared/contract/app/trace-calls.ts'
import { namedCopies } from '../../../shared/contract/named-copies.ts'
import type { RegisterReader } from '../../register/register.ts'
import { showCopy } from '../custody/show-copy.ts'

/** The copies that a trace names, as the register has them now. */
export const showNamed = (
  register: RegisterReader,
  result: TraceView['result'],
): Pick<TraceView, 'shown' | 'alsoShown'> => {
  const [shown = null, ...alsoShown] = namedCopies(result).map(({ id }) => showCopy(register, [id]))
  return { shown, alsoShown }
}
