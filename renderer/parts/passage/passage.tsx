import { cutAtSpans } from './marked-spans.ts'
import type { Span } from './marked-spans.ts'
import css from './passage.module.css'

/** How a span is drawn; never by colour alone. */
export type SpanKind = 'good' | 'bad' | 'plain' | 'stray'

interface PassageProps {
  readonly text: string
  readonly spans: readonly Span<SpanKind>[]
  /** Read out for the whole of it. */
  readonly label: string
}

/** Somebody's text as it stands, lines and all, with what matters in it picked out. */
export const Passage = ({ text, spans, label }: PassageProps) => (
  <div className={css.passage} role="region" aria-label={label} tabIndex={0} dir="auto">
    {cutAtSpans(text, spans).map(({ text: piece, kind }, index) =>
      kind === null ? (
        piece
      ) : (
        <mark key={index} className={css.span} data-kind={kind}>
          {piece}
        </mark>
      ),
    )}
  </div>
)

/** The same drawing beside words that say what it means. */
export const SpanSample = ({ kind, children }: { readonly kind: SpanKind; readonly children: string }) => (
  <span className={css.sample}>
    <mark className={css.span} data-kind={kind} aria-hidden="true">
      Aa
    </mark>
    {children}
  </span>
)
