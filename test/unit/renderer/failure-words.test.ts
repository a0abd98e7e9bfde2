import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CUSTODY_STATES } from '../../../shared/contract/custody-steps.ts'
import { SHEETS } from '../../../shared/contract/paper-results.ts'
import { roleSchema } from '../../../shared/contract/roles.ts'
import { SCORED_CARRIERS } from '../../../shared/mark/layout.ts'
import { tellFailure } from '../../../renderer/words/failure-words.ts'
import { sentences } from '../../../renderer/words/zh/failure-messages/all-sentences.ts'
import { findings } from '../../../renderer/words/zh/failure-messages/findings.ts'
import { schemas } from '../../../renderer/words/zh/failure-messages/schemas.ts'
import { unworded } from '../../../renderer/words/zh/failure-messages/unworded.ts'
import { collectSaid, collectUnread } from '../../support/failure-messages/collect.ts'
import { engineFiles, engineProgram } from '../../support/failure-messages/engine-program.ts'
import { spoken, untold } from '../../support/failure-messages/untold.ts'

const zh = (text: string): string => tellFailure(text, 'zh')

/** What nobody can meet: the page itself would have to break the protocol, or the shell says it in words of its own. */
const NEVER_MET: ReadonlyMap<string, string> = new Map([
  ['main/host/perform.ts', 'a call or field that the page does not make'],
  ['main/host/serve-port.ts', 'calls that the page does not make'],
  ['shared/contract/app/wire.ts', 'frames that the page does not send'],
  ['main/shell/host/answer-host-calls.ts', 'calls that the page does not make'],
  ['main/shell/words.ts', "the shell's own windows, which have both languages there"],
])
const NEVER_MET_OF_FILES = [
  'A piece of a file has at most 1 MiB.',
  'More came of this file than it was said to have.',
  'This file has not come whole yet.',
]
const isMet = ({ template, where }: { readonly template: string; readonly where: string }): boolean =>
  !NEVER_MET.has(where.replace(/:\d+$/, '')) && !NEVER_MET_OF_FILES.includes(template)

describe('what the engine says, in Chinese', () => {
  const engine = engineProgram()
  const said = collectSaid(engine)

  it('is whole: every sentence of a failure, its details and findings', () => {
    expect(said.length).toBeGreaterThan(1000)
    expect(untold(said.filter(isMet), zh)).toEqual([])
  })

  it('is read off every failure there is, but for those that pass on what another one said, and of zod', () => {
    expect(collectUnread(engine).toSorted()).toEqual([
      'main/engine/crew.ts: answer.failure.message',
      'main/engine/crew.ts: message',
      'main/engine/crew.ts: options.exhausted.message',
      'main/engine/custody/find-copies.ts: message',
      "main/engine/custody/proper-body.ts: `${path.join('.')}: ${message}.`",
      'main/engine/read-leak.ts: read.locked',
      'main/register/database-failure.ts: message',
      'main/register/verify-apart.ts: answer.failure.message',
      'main/shell/engine/ask-engine.ts: answer.error.message',
    ])
  })

  it('would be missed by this test, were one added without it', () => {
    const made = engineProgram({
      'main/engine/made-up.ts': `
        import { Failure } from '../../shared/contract/failure.ts'
        const WHY = { late: 'the moon is not up', early: 'the sun is not down' } as const
        const refuse = (what: string, why: keyof typeof WHY) =>
          new Failure('usage', what + ' cannot be howled at: ' + WHY[why] + '.', { details: listed(what) })
        const listed = (what: string): string[] => {
          const found: string[] = []
          found.push(\`Howl \${what.length} was heard nowhere\`)
          return found
        }
        export const howl = (name: string) => { throw refuse(\`The wolf \${name}\`, 'late') }
        export const bark = () => new Failure('not-found', 'There is no PDF here.')
      `,
    })
    const missing = untold(collectSaid(made).filter(isMet), zh).map(({ template }) => template)
    expect(missing).toEqual([
      'The wolf {0} cannot be howled at: the moon is not up.',
      'The wolf {0} cannot be howled at: the sun is not down.',
      'Howl {0} was heard nowhere',
      'There is no PDF here.',
    ])
  })

  it('leaves out only what is there', () => {
    const files = engineFiles()
    expect([...NEVER_MET.keys()].filter((file) => !files.includes(file))).toEqual([])
    const templates = new Set(said.map(({ template }) => template))
    expect(NEVER_MET_OF_FILES.filter((template) => !templates.has(template))).toEqual([])
  })

  it('has no sentence that the engine no longer says', () => {
    // Of zod, why places cannot be worded (below), of the window itself, an error that was said whole, and words that the code has by type only.
    const others = new Set([
      ...Object.keys(schemas),
      ...Object.keys(unworded),
      ...roleSchema.options,
      ...SHEETS,
      'Failure: {0}',
      'Cancelled before it began.',
      'The engine has stopped; nothing that it had finished is lost.',
    ])
    const everything = said.map(({ template }) => spoken(template).toLowerCase()).join('\n')
    const isSaid = (english: string): boolean => {
      const pieces = english
        .toLowerCase()
        .replace(/\.$/, '')
        .split(/\{\d+\}/)
      const literal = pieces.map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
      return new RegExp(literal.join('.{1,400}?')).test(everything)
    }
    expect(Object.keys(sentences).filter((english) => !others.has(english) && !isSaid(english))).toEqual([])
  })

  it('tells every reason for which a place cannot have other words, and no other', () => {
    const read = (file: string): string => readFileSync(join('main', file), 'utf8')
    const refusals = [...read('document/fit-wording.ts').matchAll(/refused\(['`](.+?)['`][,)]/g)]
      .map(([, reason]) => reason)
      .flatMap((reason) => ['longer', 'shorter'].map((way) => reason.replace('${way}', way)))
    const like = /LIKE_ANOTHER = '(.+)'/.exec(read('engine/wording/propose-wording.ts'))?.[1]
    expect(new Set(Object.keys(unworded))).toEqual(new Set([...refusals, like]))
  })

  it('puts in what the English puts in, and uses its own punctuation', () => {
    for (const [english, chinese] of Object.entries(sentences)) {
      const holes = new Set(english.match(/\{\d+\}/g) ?? [])
      expect([english, (chinese.match(/\{\d+\}/g) ?? []).filter((hole) => !holes.has(hole))]).toEqual([
        english,
        [],
      ])
      expect([english, /[\u4e00-\u9fff][,;:?!.]|[,;:?!][\u4e00-\u9fff]/.test(chinese)]).toEqual([
        english,
        false,
      ])
    }
    expect(Object.keys(findings).length).toBeGreaterThan(20)
  })
})

describe('telling a failure', () => {
  it('leaves English as it is', () => {
    for (const english of [...Object.keys(sentences), 'Nobody knows this.', ''])
      expect(tellFailure(english, 'en')).toBe(english)
  })

  it('keeps names, paths and figures', () => {
    expect(zh('D:\\papers\\Dr. Wu\\keys cannot be read. Check its permissions.')).toBe(
      '无法读取 D:\\papers\\Dr. Wu\\keys。请检查其权限。',
    )
    expect(
      zh(
        'Line 4: "周 of the hill" of "Unit 3: is lent" is already on line 2; give both an id if they are two people.',
      ),
    ).toBe('第 4 行：“Unit 3: is lent”的“周 of the hill”已见于第 2 行；如为两人，请分别填写编号。')
  })

  it('translates what is put in where that is known: roles, states, reasons', () => {
    expect(zh('Wu is here as auditor, who may not issue copies. Ask a custodian.')).toBe(
      'Wu 的角色为审计员，无权发放。请由保管员办理。',
    )
    expect(zh('No copy is ever "gone"; states are at-desk, out, lent.')).toBe(
      '没有“gone”这种状态；可用的有：在库、在外、借出。',
    )
    expect(zh('Copy 3/12, Wu Min, name: 龘 (U+9F98)')).toBe('第 3/12 份（Wu Min），姓名：龘 (U+9F98)')
    expect(
      zh(
        'The file is not well-formed CSV: Quote Not Closed: the parsing is finished with an opening quote at line 2.',
      ),
    ).toBe('文件不是格式正确的 CSV：至第 2 行引号未关闭。')
    expect(zh('Copy 3/12 is lent, so it cannot be destroyed. Nothing was recorded.')).toBe(
      '第 3/12 份借出中，不能销毁。尚未登记任何内容。',
    )
    expect(zh('to.name: Too small: expected string to have >=1 characters.')).toBe(
      '新持有人姓名：至少须有 1 个字符。',
    )
  })

  it('knows every role, state, sheet and kind of mark that may be put in', () => {
    for (const word of [...roleSchema.options, ...CUSTODY_STATES, ...SHEETS, ...SCORED_CARRIERS])
      expect([word, zh(word)]).toEqual([word, expect.stringMatching(/^\p{Script=Han}+$/u)])
  })

  it('takes sentences apart that were put together', () => {
    expect(
      zh(
        'The disk is full; /srv/copies/a.pdf was not written. Free some space and try again. ' +
          '3 of 12 copies are sealed, the others were abandoned.',
      ),
    ).toBe('磁盘已满，未写入 /srv/copies/a.pdf。请清理空间后重试。12 份中已封存 3 份，其余已作废。')
    expect(
      zh(
        'Copy 2/12 for Wu Min does not show its marks as it must and was not released: page 1: tint scores 3.0 where 9.1 is the least; ' +
          'page 2 lost 14 characters. Print the original to a new PDF and issue that, or report this document.',
      ),
    ).toBe(
      '第 2/12 份（Wu Min）未能如实显示标记，未予放行：第 1 页：底色得分 3.0，至少应为 9.1；第 2 页丢失 14 个字符。请将原件打印成新的 PDF 后发放，或反馈该文件的情况。',
    )
    expect(
      zh(
        'The list of recipients cannot be used: Line 2: the name is empty. Line 5: "x" is not an e-mail address. And 3 more. ' +
          'Correct the file and issue again; nothing was written.',
      ),
    ).toBe(
      '发放名单无法使用：第 2 行：缺姓名。第 5 行：“x”不是邮箱地址。另有 3 处。请更正后重新发放；尚未写入任何内容。',
    )
  })

  it('says in English what it does not know', () => {
    expect(zh('Nobody knows this.')).toBe('Nobody knows this.')
    expect(zh('Nobody knows this. Nothing was recorded.')).toBe('Nobody knows this. 尚未登记任何内容。')
  })

  it('takes no long time over long texts', () => {
    const long = [
      'a'.repeat(20_000),
      'Line 1: " of '.repeat(2000),
      'copy 1: '.repeat(3000),
      `Copy ${'is lent, so it cannot be '.repeat(1000)}`,
      'No. '.repeat(5000),
      `The list of recipients cannot be used: ${'Line 2: the name is empty. '.repeat(500)}Correct the file and issue again; nothing was written.`,
      'it, '.repeat(5000),
    ]
    for (const text of long) {
      const began = performance.now()
      expect(zh(text).length).toBeGreaterThan(0)
      expect([text.slice(0, 20), performance.now() - began < 1500]).toEqual([text.slice(0, 20), true])
    }
  })
})
