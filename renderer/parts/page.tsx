import type { ReactNode } from 'react'
import css from './page.module.css'

interface PageProps {
  readonly title: string
  /** One sentence on what the screen is for. */
  readonly lead?: string
  /** Buttons at the head's end. */
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** The content takes the window's height and scrolls inside, as lists do. */
  readonly fill?: boolean
}

/** A screen's frame: its heading, which gets the focus when one comes here, and its content. */
export const Page = ({ title, lead, actions, children, fill = false }: PageProps) => (
  <div className={fill ? css.fill : css.page}>
    <header className={css.head}>
      <div>
        <h1 className={css.title} id="screen-title" tabIndex={-1}>
          {title}
        </h1>
        {lead !== undefined && <p className={css.lead}>{lead}</p>}
      </div>
      {actions !== undefined && <div className={css.actions}>{actions}</div>}
    </header>
    {children}
  </div>
)

interface SectionProps {
  readonly title: string
  readonly lead?: string
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A card with a heading of its own. */
export const Section = ({ title, lead, actions, children }: SectionProps) => (
  <section className={css.section}>
    <header className={css.sectionHead}>
      <div>
        <h2 className={css.sectionTitle}>{title}</h2>
        {lead !== undefined && <p className={css.sectionLead}>{lead}</p>}
      </div>
      {actions !== undefined && <div className={css.actions}>{actions}</div>}
    </header>
    {children}
  </section>
)
