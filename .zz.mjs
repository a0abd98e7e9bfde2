import { stripTree } from './.ci/strip-tree.mjs'
import { packFolder } from './.ci/package.mjs'
import { readFileSync, writeFileSync } from 'node:fs'
import { gatherNotices } from './.ci/licences.mjs'
const m = JSON.parse(readFileSync('package.json'))
const r = stripTree({ root: process.cwd(), entries: ['main/shell/main.ts','main/engine.ts'], out: process.cwd()+'/out', dependencies: Object.keys(m.dependencies) })
console.log(r.files.length)
writeFileSync('out/THIRD-PARTY-NOTICES.txt', gatherNotices(process.cwd()).text)
console.log(await packFolder({ output: '/tmp/dist-try', standIn: true }))
