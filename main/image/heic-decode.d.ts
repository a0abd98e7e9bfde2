declare module 'heic-decode' {
  interface HeicImage {
    readonly width: number
    readonly height: number
    decode(): Promise<{ width: number; height: number; data: Uint8ClampedArray }>
  }
  /** The top-level images of a file, undecoded; `dispose` gives their memory back. */
  type HeicImages = HeicImage[] & { dispose(): void }
  const decode: { all(input: { buffer: Uint8Array }): Promise<HeicImages> }
  export default decode
}
