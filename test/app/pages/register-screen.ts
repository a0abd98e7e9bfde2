import type { App } from '../support/start-app.ts'
import { filled, WORDS } from './words.ts'
import type { Tongue } from './words.ts'

/** The Register screen: lists, a copy's page, collecting. */
export const registerScreen = ({ page }: App, tongue: Tongue = 'en') => {
  const { register, steps, common, parts } = WORDS[tongue]
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  return {
    words: register,
    tab: (name: keyof typeof register.tabs) =>
      page.getByRole('tab', { name: register.tabs[name], exact: true }),
    search: page.getByRole('searchbox', { name: register.search }),
    grid: page.getByRole('grid'),
    /** The heading is row 0. */
    row: (index: number) => page.getByRole('row').nth(index),
    back: button(common.back),
    escape: () => page.keyboard.press('Escape'),
    heading: page.locator('#screen-title'),
    history: page.getByRole('list', { name: parts.timeline.label }),
    struck: page.getByRole('list', { name: parts.timeline.label }).locator('s'),
    step: (type: keyof typeof steps.names) => button(steps.names[type]),
    doStep: (type: keyof typeof steps.do) =>
      page.getByRole('dialog').getByRole('button', { name: steps.do[type], exact: true }),
    field: (key: keyof typeof steps.fields) => page.getByRole('dialog').getByLabel(steps.fields[key]),
    wholeHandOut: button(filled(steps.whole['copy-handed-out_other'])),
    collect: button(filled(register['collect-all_other'])),
    undoLast: button(register.collecting.undo),
    missing: page.getByRole('heading', { name: filled(register.collecting.missing_other) }),
    returned: page.getByRole('heading', { name: filled(register.collecting.returned_other) }),
    collectSaid: page.getByRole('status').filter({ hasNotText: /^$/ }).first(),
    openIssuance: (title: string) => page.getByRole('button', { name: title, exact: true }),
    export: button(register.export),
    doExport: page.getByRole('dialog').getByRole('button', {
      name: new RegExp(
        `${filled(register.exporting.do_one).source}|${filled(register.exporting.do_other).source}`,
        'u',
      ),
    }),
    atDesk: async (what: 'muster' | 'hand-over') => {
      await button(register.desk).click()
      await page.getByRole('menuitem', { name: register[what], exact: true }).click()
    },
    codeField: page.getByLabel(register.collecting.field, { exact: true }),
    counted: page.getByRole('heading', { name: filled(register['desk-count'].counted_other) }),
    recordMuster: button(filled(register.mustering.do_other)),
    newCustodian: page.getByLabel(register['handing-over'].to, { exact: true }),
    acceptMissing: page.getByLabel(register['handing-over'].accept),
    recordHandover: button(register['handing-over'].do),
    done: button(register['desk-count'].done),
    reprint: button(steps.reprint.name),
    doReprint: page.getByRole('dialog').getByRole('button', { name: filled(steps.reprint.do_one) }),
    reprintReason: page.getByRole('dialog').getByLabel(steps.correct.reason),
    reprintFolder: page.getByRole('dialog').getByLabel(steps.reprint.folder),
    reprinted: page.getByText(filled(steps.reprint.done_one)),
    why: page.getByText(filled(steps['not-now_other'])),
    correct: page.getByRole('button', { name: filled(parts.timeline['correct-event']) }),
  }
}

/** As a scanner sends it: characters in no time, then Enter. */
export const scan = async ({ page }: App, code: string): Promise<void> => {
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
}
