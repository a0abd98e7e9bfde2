import type { Readable, Writable } from 'node:stream'
import { z } from 'zod'

/**
 * Over the browser's own pipe (DevTools protocol), which nobody but its parent holds: a command line can be read by every user of
 * a computer, so the address with the token must not stand there.
 */
const heardSchema = z.looseObject({
  id: z.number().optional(),
  method: z.string().optional(),
  params: z
    .looseObject({
      targetInfo: z.looseObject({ targetId: z.string(), type: z.string(), url: z.string() }).optional(),
    })
    .optional(),
  result: z.looseObject({ sessionId: z.string().optional() }).optional(),
})

const DISCOVER = 1
const ATTACH = 2
const NAVIGATE = 3

interface Journey {
  /** Where the window begins. */
  readonly from: string
  readonly to: string
}

/** Leads the window that shows `from` to `to`, once. Both are of one origin, so that it stays the app's own window. */
export const leadWindow = (say: Writable, hear: Readable, { from, to }: Journey): void => {
  const send = (message: object): void => void say.write(`${JSON.stringify(message)}\0`)
  let found = false
  const take = (text: string): void => {
    const { id, params, result } = heardSchema.parse(JSON.parse(text))
    const target = params?.targetInfo
    if (!found && target?.type === 'page' && target.url === from) {
      found = true
      send({
        id: ATTACH,
        method: 'Target.attachToTarget',
        params: { targetId: target.targetId, flatten: true },
      })
    }
    const sessionId = id === ATTACH ? result?.sessionId : undefined
    if (sessionId !== undefined)
      send({ id: NAVIGATE, sessionId, method: 'Page.navigate', params: { url: to } })
  }
  let rest = ''
  hear.setEncoding('utf8')
  hear.on('data', (chunk: string) => {
    const texts = (rest + chunk).split('\0')
    rest = texts.pop() ?? ''
    for (const text of texts) take(text)
  })
  say.on('error', () => {}) // the browser is gone; its end is noticed elsewhere
  hear.on('error', () => {})
  send({ id: DISCOVER, method: 'Target.setDiscoverTargets', params: { discover: true } })
}
