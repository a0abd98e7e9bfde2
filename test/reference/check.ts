import { readFileSync } from 'node:fs'
import { checkConsistencyFile, checkHead, checkOutside, checkProofFile, readKey } from './verifier.ts'

const [keyText, file, older, outside] = process.argv.slice(2)
if (keyText === undefined || file === undefined)
  throw new Error(
    'usage: check.ts <register key> <file> [older checkpoint | hashes.bin and another checkpoint]',
  )

const key = readKey(keyText)
const text = readFileSync(file, 'utf8')
if (outside !== undefined) {
  const isTold = checkOutside(readFileSync(outside, 'utf8'), checkHead(text, key), readFileSync(older), key)
  console.log(isTold ? 'True: both checkpoints are of one history.' : 'Cannot tell: nothing here proves it.')
} else if (older === undefined) {
  const { head, rows } = checkProofFile(text, key)
  console.log(`True: ${rows.length} rows, proven in the head at ${head.size} events.`)
  for (const { index, event, disclosed } of rows)
    console.log(
      `${index} ${String(event.at)} ${String(event.type)} ${JSON.stringify([...disclosed.values()])}`,
    )
} else {
  const { size } = checkConsistencyFile(text, readFileSync(older, 'utf8'), key)
  console.log(`True: the head at ${size} events grew out of the older one.`)
}
