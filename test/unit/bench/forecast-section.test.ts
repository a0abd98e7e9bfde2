import { describe, expect, it } from 'vitest'
import { forecastSection } from '../../bench/forecast-section.ts'
import { traceReport } from '../../bench/trace-report.ts'
import { traceRowSchema, type TraceRow } from '../../bench/trace-row.ts'
import { TRACED_ROW } from '../../support/traced-row.ts'

const row: TraceRow = { ...TRACED_ROW, forecast: { screen: 'sure', print: 'weak' } }
const missed: TraceRow = { ...row, named: [], verdict: 'inconclusive' }

describe('a forecast', () => {
  it('is held against how its leaks ended, by the way they took', () => {
    const accused: TraceRow = { ...row, named: ['mixed/first/c9'] }
    const section = forecastSection([row, row, missed, accused, { ...row, leakKind: 'screenshot' }])
    expect(section).toMatch(/weak +\| +scan \| +4 \| +2 \| +50\.0 % \(15\.0 % to 85\.0 %\)/)
    expect(section).toMatch(/weak +\| +all \| +4 \| +2 /)
    expect(section).toMatch(/sure +\| +screen \| +1 \| +1 \| +100 %/)
    expect(section).not.toMatch(/likely +\| +(?:scan|screen|all)/)
  })

  it('of a thumbnail is that of what the thumbnail shows', () => {
    const section = forecastSection([
      { ...row, leakKind: 'thumbnail-screenshot' },
      { ...missed, leakKind: 'thumbnail-print-photo' },
    ])
    expect(section).toMatch(/sure +\| +thumbnail \| +1 \| +1 /)
    expect(section).toMatch(/weak +\| +thumbnail \| +1 \| +0 /)
  })

  it('says which kinds of page got it, each document once', () => {
    const cover: TraceRow = {
      ...row,
      pageKind: 'cover',
      documentId: 'cover/first',
      forecast: { screen: 'sure', print: 'likely' },
    }
    const section = forecastSection([row, missed, { ...row, documentId: 'mixed/second' }, cover])
    expect(section).toMatch(/sure +\| +mixed 2, cover 1 \| +\|/)
    expect(section).toMatch(/likely +\| +\| +cover 1 \|/)
    expect(section).toMatch(/weak +\| +\| +mixed 2 \|/)
  })

  it('is missing from rows of before, which can be read and are told apart', () => {
    expect(traceRowSchema.parse(JSON.parse(JSON.stringify(TRACED_ROW)))).toEqual(TRACED_ROW)
    expect(traceRowSchema.parse(JSON.parse(JSON.stringify(row)))).toEqual(row)
    expect(traceRowSchema.safeParse({ ...row, forecast: { screen: 'sure', print: 'certain' } }).success).toBe(
      false,
    )
    expect(forecastSection([TRACED_ROW])).toContain('No forecasts')
    expect(forecastSection([TRACED_ROW, row])).toContain('1 leaks without')
    const facts = { command: 'bench', seed: '1', documents: 27, planned: 2 }
    expect(traceReport([row, missed], facts)).toMatch(/foretold[^#]*weak +\| +scan \| +2 \| +1 /)
  })
})
