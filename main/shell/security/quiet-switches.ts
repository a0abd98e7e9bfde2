import type { CommandLine } from 'electron'

/** What Chromium would do on its own: calls home, updates, look-ups. No name can be looked up at all. */
const SWITCHES: readonly (readonly [string, string?])[] = [
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-client-side-phishing-detection'],
  ['disable-sync'],
  ['disable-default-apps'],
  ['no-pings'],
  ['no-proxy-server'],
  ['disable-quic'],
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
]

/** Before the app is ready. */
export const silenceChromium = (line: Pick<CommandLine, 'appendSwitch'>): void => {
  for (const [name, value] of SWITCHES) line.appendSwitch(name, value)
}
