import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { TraceView } from '../../../shared/contract/app/trace-calls.ts'
import { decoyBars, scaleFor, stackDots, ticksOf } from './score-layout.ts'
import type { Box } from './score-layout.ts'
import { ScoreTable } from './score-table.tsx'
import css from './plot.module.css'

const BOX: Box = { width: 880, height: 240, left: 24, right: 24, top: 40, bottom: 44 }
const BASE = BOX.height - BOX.bottom
const ROOM = BASE - BOX.top
const RADIUS = 4

interface Props {
  readonly scores: TraceView['scores']
  /** Ids of copies that are named. */
  readonly named: readonly string[]
}

/** Every candidate's score against the limit, before the never-issued keys that show what chance does. */
export const ScorePlot = ({ scores, named }: Props) => {
  const { t, i18n } = useTranslation()
  const [titleId, noteId] = [useId(), useId()]
  const { candidates, labels, limitZ, decoys } = scores
  const scale = scaleFor(candidates, limitZ, BOX)
  const dots = stackDots(candidates, scale, { base: BASE, room: ROOM * 0.8, radius: RADIUS })
  const figure = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1, minimumFractionDigits: 1 })
  const isNamed = (index: number): boolean => index < labels.length && named.includes(labels[index].id)
  const [first, second] = candidates
  const description = [
    t('parts.plot.describe', { count: candidates.length }),
    first === undefined ? '' : t('parts.plot.describe-first', { z: figure.format(first) }),
    second === undefined ? '' : t('parts.plot.describe-second', { z: figure.format(second) }),
    limitZ === null ? '' : t('parts.plot.describe-limit', { z: figure.format(limitZ) }),
  ].join(' ')
  const limitX = limitZ === null ? null : scale.at(limitZ)

  return (
    <figure className={css.figure}>
      <svg
        className={css.plot}
        viewBox={`0 0 ${BOX.width} ${BOX.height}`}
        role="img"
        aria-labelledby={titleId}
        aria-describedby={noteId}
      >
        <title id={titleId}>{t('parts.plot.title')}</title>
        <desc id={noteId}>{description}</desc>
        {decoyBars(decoys, scale, ROOM * 0.8).map(({ x, width, height }) => (
          <rect
            key={x}
            className={css.decoys}
            x={x + 0.5}
            width={Math.max(0, width - 1)}
            y={BASE - height}
            height={height}
          />
        ))}
        <line className={css.axis} x1={BOX.left} x2={BOX.width - BOX.right} y1={BASE} y2={BASE} />
        {ticksOf(scale).map((tick) => (
          <g key={tick}>
            <line className={css.axis} x1={scale.at(tick)} x2={scale.at(tick)} y1={BASE} y2={BASE + 5} />
            <text className={css.tick} x={scale.at(tick)} y={BASE + 19}>
              {tick}
            </text>
          </g>
        ))}
        <text className={css.axisName} x={BOX.width / 2} y={BOX.height - 6}>
          {t('parts.plot.axis')}
        </text>
        {limitX !== null && limitZ !== null && (
          <g>
            <line className={css.limit} x1={limitX} x2={limitX} y1={BOX.top - 12} y2={BASE} />
            <text
              className={css.limitName}
              x={limitX + (limitX > BOX.width * 0.7 ? -6 : 6)}
              y={BOX.top - 16}
              data-side={limitX > BOX.width * 0.7 ? 'left' : 'right'}
            >
              {t('parts.plot.limit', { z: figure.format(limitZ) })}
            </text>
          </g>
        )}
        {dots.map(({ x, y, index }) =>
          isNamed(index) ? null : <circle key={index} className={css.dot} cx={x} cy={y} r={RADIUS - 0.5} />,
        )}
        {dots.map(({ x, y, index }) =>
          isNamed(index) ? (
            <g key={index}>
              <circle className={css.named} cx={x} cy={y} r={RADIUS + 2.5} />
              <text
                className={css.namedName}
                x={x}
                y={y - 14 - 15 * named.indexOf(labels[index].id)}
                data-side={x > BOX.width * 0.8 ? 'left' : 'middle'}
              >
                {t('parts.plot.named', {
                  copy: labels[index].copy,
                  name: labels[index].name,
                  z: figure.format(labels[index].z),
                })}
              </text>
            </g>
          ) : null,
        )}
      </svg>
      <figcaption className={css.legend}>
        <span>
          <i className={css.dotKey} />
          {t('parts.plot.legend-copies', { count: candidates.length })}
        </span>
        <span>
          <i className={css.decoyKey} />
          {t('parts.plot.legend-decoys')}
        </span>
      </figcaption>
      <ScoreTable labels={labels} named={named} total={candidates.length} figure={figure} />
    </figure>
  )
}
