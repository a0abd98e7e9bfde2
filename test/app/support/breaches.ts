import { AxeBuilder } from '@axe-core/playwright'
import type { App } from './start-app.ts'

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds wrong with what is on the screen, in a form that says where. */
export const breaches = async ({ page }: App): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page }).withTags(STANDARD).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  )
}
