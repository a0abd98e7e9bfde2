import type { Protocol } from 'electron'
import { readFileSync } from 'node:fs'
import { pageHeaders } from '../../shared/contract/app/page-headers.ts'
import { ORIGIN, SCHEME } from './origin.ts'
import type { ServedFile } from './served-files.ts'

/** Before the app is ready. No bypass of the content security policy, no cross-origin reach, no service workers. */
export const registerScheme = (protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void =>
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        bypassCSP: false,
        corsEnabled: false,
        allowServiceWorkers: false,
        stream: false,
      },
    },
  ])

type Asked = Pick<Request, 'url' | 'method'>

/** The map was made at the start and is all there is: no path is ever joined to a folder. */
export const answerFrom =
  (files: ReadonlyMap<string, ServedFile>) =>
  ({ url, method }: Asked): Response => {
    if (method !== 'GET') return new Response(null, { status: 405 })
    const { origin, pathname } = splitUrl(url)
    const file = origin === ORIGIN ? files.get(pathname) : undefined
    if (file === undefined) return new Response(null, { status: 404 })
    return new Response(readFileSync(file.path), { headers: pageHeaders(file.contentType) })
  }

/** `URL.origin` is "null" for schemes that Node does not know. */
const splitUrl = (url: string): { origin: string; pathname: string } => {
  if (!URL.canParse(url)) return { origin: '', pathname: '' }
  const { protocol, host, pathname } = new URL(url)
  return { origin: `${protocol}//${host}`, pathname }
}

export const serveApp = (
  protocol: Pick<Protocol, 'handle'>,
  files: ReadonlyMap<string, ServedFile>,
): void => {
  const answer = answerFrom(files)
  protocol.handle(SCHEME, answer)
}
