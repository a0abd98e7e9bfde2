import { CHARACTER_CLASS as CLASS, latin1 } from './operand.ts'

const hexDigit = (code: number): number => {
  if (code >= 48 && code <= 57) return code - 48
  const lower = code | 32
  return lower >= 97 && lower <= 102 ? lower - 87 : -1
}

/** Reads single tokens from `bytes`; `position` is where the next one is looked for. */
export class Scanner {
  readonly bytes: Uint8Array
  position = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  skipWhite(): void {
    const { bytes } = this
    while (this.position < bytes.length) {
      const code = bytes[this.position]
      if (code === 37) {
        while (this.position < bytes.length && bytes[this.position] !== 10 && bytes[this.position] !== 13)
          this.position++
      } else if (CLASS[code] === 1) this.position++
      else return
    }
  }

  regular(): string {
    const start = this.position
    while (this.position < this.bytes.length && CLASS[this.bytes[this.position]] === 0) this.position++
    return latin1(this.bytes, start, this.position)
  }

  name(): string {
    this.position++
    return this.regular().replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(parseInt(hex, 16)),
    )
  }

  literalString(): Uint8Array {
    const { bytes } = this
    const out: number[] = []
    let depth = 1
    this.position++
    while (this.position < bytes.length) {
      const code = bytes[this.position++]
      if (code === 92) this.escape(out)
      else if (code === 13) {
        if (bytes[this.position] === 10) this.position++
        out.push(10)
      } else {
        if (code === 40) depth++
        else if (code === 41 && --depth === 0) break
        out.push(code)
      }
    }
    return Uint8Array.from(out)
  }

  private escape(out: number[]): void {
    const { bytes } = this
    const code = bytes[this.position++]
    if (code === undefined || code === 10) return
    if (code === 13) {
      if (bytes[this.position] === 10) this.position++
    } else if (code >= 48 && code <= 55) {
      let value = code - 48
      for (let i = 0; i < 2; i++) {
        const next = bytes[this.position]
        if (!(next >= 48 && next <= 55)) break
        value = value * 8 + next - 48
        this.position++
      }
      out.push(value & 255)
    } else {
      const control = 'nrtbf'.indexOf(String.fromCharCode(code))
      out.push(control >= 0 ? [10, 13, 9, 8, 12][control] : code)
    }
  }

  hexString(): Uint8Array {
    const { bytes } = this
    const out: number[] = []
    let high = -1
    this.position++
    while (this.position < bytes.length) {
      const code = bytes[this.position++]
      if (code === 62) break
      const digit = hexDigit(code)
      if (digit < 0) continue
      if (high < 0) high = digit
      else {
        out.push(high * 16 + digit)
        high = -1
      }
    }
    if (high >= 0) out.push(high * 16)
    return Uint8Array.from(out)
  }
}
