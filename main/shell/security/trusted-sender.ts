interface Frame {
  readonly url: string
  readonly parent: unknown
}

/** As much of an ipc event as tells who sent it. */
export interface Sent {
  readonly sender: unknown
  readonly senderFrame: Frame | null
}

/** Messages count only from the page of our own window, in its main frame, and while that shows our own origin. */
export const isTrusted = (event: Sent, page: unknown, origin: string): boolean => {
  if (event.sender !== page || event.senderFrame === null) return false
  if (event.senderFrame.parent !== null) return false
  return URL.canParse(event.senderFrame.url) && event.senderFrame.url.startsWith(`${origin}/`)
}
