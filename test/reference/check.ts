import { readFileSync } from 'node:fs'
import { checkConsistencyFile, checkProofFile, readKey } from './verifier.ts'

const [keyText, file, older] = process.argv.slice(2)
if (keyText === undefined || file === undefined)
  throw new Error('usage: check.ts <register key> <file> [older checkpoint]')

const key = readKey(keyText)
const text = readFileSync(file, 'utf8')
if (older === undefined) {
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
