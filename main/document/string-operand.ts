import { latin1 } from './operand.ts'

const hex = (bytes: Uint8Array): string => `<${Buffer.from(bytes).toString('hex')}>`

/** A string of a content stream: as a literal where that is shorter and plain ASCII, else in hexadecimal. */
export const stringOperand = (bytes: Uint8Array): string => {
  if (bytes.some((byte) => byte < 32 || byte > 126)) return hex(bytes)
  return `(${latin1(bytes, 0, bytes.length).replace(/[\\()]/g, '\\$&')})`
}
