/** A section of a report in Markdown. */
export const sectionOf = (title: string, body: string): string => `## ${title}\n\n${body}\n`

/** A report with some of its sections written anew: those that it has stay where they are, others follow at its end. */
export const withSections = (report: string, sections: ReadonlyMap<string, string>): string => {
  const [head, ...old] = report.trimEnd().split(/\n+(?=## )/)
  const titleOf = (section: string): string => section.slice(3, section.indexOf('\n'))
  const kept = old.map((section) => {
    const body = sections.get(titleOf(section))
    return body === undefined ? section : sectionOf(titleOf(section), body).trimEnd()
  })
  const known = new Set(old.map(titleOf))
  const added = [...sections]
    .filter(([title]) => !known.has(title))
    .map(([title, body]) => sectionOf(title, body).trimEnd())
  return `${[head, ...kept, ...added].join('\n\n')}\n`
}
