import { userInfo } from 'node:os'

/** Who is at the machine, for records that nobody gave a name for. */
export const currentUser = (): string => {
  try {
    return userInfo().username
  } catch {
    return 'unknown' // a user id without an account, as in some containers
  }
}
