import type { Session, WebContents } from 'electron'

export interface NetworkSession {
  readonly webRequest: Pick<Session['webRequest'], 'onBeforeRequest'>
  readonly setProxy: Session['setProxy']
  readonly setSpellCheckerEnabled: Session['setSpellCheckerEnabled']
}

/** Beginnings of the only addresses that a page may load from. `data:` and `blob:` never leave the process. */
export const ownAddresses = (origin: string): readonly string[] => [`${origin}/`, `blob:${origin}/`, 'data:']

/** Everything else is stopped before it is sent; no proxy is looked for, no dictionary fetched. */
export const denyNetwork = async (session: NetworkSession, allowed: readonly string[]): Promise<void> => {
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !allowed.some((beginning) => details.url.startsWith(beginning)) })
  })
  session.setSpellCheckerEnabled(false)
  await session.setProxy({ mode: 'direct' })
}

/** WebRTC does not pass webRequest: without a proxy this leaves it no way out. */
export const denyWebRtc = (contents: Pick<WebContents, 'setWebRTCIPHandlingPolicy'>): void =>
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
