import type { App } from '../support/start-app.ts'
import { filled, WORDS } from './words.ts'
import type { Tongue } from './words.ts'

/** The Trace screen, before and after. */
export const traceScreen = ({ page }: App, tongue: Tongue = 'en') => {
  const { trace, parts } = WORDS[tongue]
  return {
    words: trace,
    give: async (files: readonly { name: string; mimeType: string; buffer: Buffer }[]) => {
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.getByRole('button', { name: trace.target.label }).click(),
      ])
      await chooser.setFiles([...files])
    },
    passageField: page.getByLabel(trace.paste.label),
    tracePassage: page.getByRole('button', { name: trace.paste.go, exact: true }),
    /** With Ctrl+V where no field has the focus; the clipboard gets it by way of the field. */
    pasteText: async (text: string) => {
      await page.getByLabel(trace.paste.label).fill(text)
      await page.getByLabel(trace.paste.label).press('Control+a')
      await page.getByLabel(trace.paste.label).press('Control+x')
      await page.locator('#screen-title').focus()
      await page.keyboard.press('Control+v')
    },
    passage: page.getByRole('region', { name: filled(trace.passage.label) }),
    carriers: page.getByText(trace.carriers.text.what),
    tintCarrier: page.getByText(trace.carriers.tint.what),
    lookUpAsRetold: page.getByRole('button', { name: trace.advice['retold-go'], exact: true }),
    visibleCode: page.getByLabel(trace['visible-code'].label),
    showVisibleCode: page.getByRole('button', { name: trace['visible-code'].go, exact: true }),
    verdict: page.getByRole('region', { name: trace.verdict.label }),
    plot: page.getByRole('img', { name: parts.plot.title }),
    pane: (name: string) =>
      page.getByRole('group', { name: filled(parts.compare.pane) }).filter({ hasText: name }),
    panes: page.getByRole('group', { name: filled(parts.compare.pane) }),
    mode: (mode: keyof typeof parts.compare.mode) =>
      page.locator('label').filter({ hasText: parts.compare.mode[mode] }),
    evidence: page.getByLabel(trace.comparison.evidence),
    /** Which of the pages that were found is shown. */
    which: page.getByLabel(trace.comparison.which),
    divider: page.getByRole('slider', { name: parts.compare.divider }),
    notProven: page.getByRole('heading', { name: trace['not-proven'].title }),
    bundle: page.getByRole('button', { name: trace.bundle.button, exact: true }),
    link: page.getByRole('button', { name: trace.link, exact: true }),
    another: page.getByRole('button', { name: trace.another, exact: true }),
    byHand: page.getByRole('button', { name: trace['by-hand'].button, exact: true }),
    corner: (name: 'top-left') => page.getByRole('button', { name: parts.corners[name] }),
    goByHand: page.getByRole('button', { name: trace['by-hand'].go, exact: true }),
    openInRegister: page.getByRole('button', { name: trace.custody.open, exact: true }),
    past: page.getByRole('row').filter({ hasText: trace.past.verdicts.traced }),
  }
}
