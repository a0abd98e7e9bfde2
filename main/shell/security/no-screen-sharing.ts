import type { Session } from 'electron'

/** The page may not record a screen or a window. */
export const denyScreenSharing = (session: Pick<Session, 'setDisplayMediaRequestHandler'>): void =>
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null))
