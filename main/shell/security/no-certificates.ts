import type { App, Session } from 'electron'

/** net::ERR_FAILED */
const REFUSED = -2

/** There is no server that this app should trust, nor one to which it would show who it is. */
export const denyCertificates = (app: Pick<App, 'on'>): void => {
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault()
    answer(false)
  })
  app.on('select-client-certificate', (event, _contents, _url, _list, answer) => {
    event.preventDefault()
    answer()
  })
  app.on('login', (event, _contents, _details, _info, answer) => {
    event.preventDefault()
    answer()
  })
}

export const trustNoServer = (session: Pick<Session, 'setCertificateVerifyProc'>): void =>
  session.setCertificateVerifyProc((_request, answer) => answer(REFUSED))
