import { create } from 'zustand'
import type { Params, Result } from '../../../shared/contract/app/calls.ts'
import type { FileId } from '../../../shared/contract/app/call.ts'
import type { Medium, Recipient } from '../../../shared/contract/events.ts'
import type { Failure } from '../../../shared/contract/failure.ts'
import type { IssueResult } from '../../../shared/contract/results.ts'
import type { Wordings } from './wording/wordings.ts'

export type Look = Result<'issue.look'>
export type Forecast = Result<'issue.forecast'>

/** A paper that was handed over. */
export interface Given {
  readonly file: FileId
  readonly name: string
  readonly bytes: Blob
}

export interface Paper extends Given {
  readonly password?: string
  readonly look: Look
  /** How often a vault had been closed when it was handed over. */
  readonly closings: number
}

/** A recipient as it is typed, with a key of its own, since names change while one types. */
export interface Row extends Recipient {
  readonly key: number
}

/** Every field as text; empty where it is not said. */
export const FIELDS = [
  'title',
  'number',
  'occasion',
  'classification',
  'due',
  'controlNumber',
  'version',
  'term',
  'basis',
  'approver',
  'retainUntil',
] as const
export type Field = (typeof FIELDS)[number]

export interface Issued {
  readonly result: IssueResult
  readonly folder: string
  readonly due: string
}

interface Draft {
  readonly paper: Paper | null
  /** A paper that was handed over and wants a password. */
  readonly lockedPaper: (Given & { readonly tried: boolean }) | null
  readonly paperFailure: Failure | null
  /** What is being done with a paper that was dropped just now, 0 to 1. */
  readonly sending: number | null
  /** Which of all handings over counts: a paper that comes of an earlier one comes too late. 0: none. */
  readonly handing: number
  readonly rows: readonly Row[]
  readonly fields: Readonly<Record<Field, string>>
  readonly medium: Medium
  /** Whether copies bear the notice to automated systems; null as long as it is the vault's setting that says so. */
  readonly notice: boolean | null
  /** Of the paper that is here; null where nobody asked for any. */
  readonly wordings: Wordings | null
  readonly folder: string
  /** Of the run under way, or that failed last. */
  readonly running: boolean
  readonly runFailure: Failure | null
  readonly issued: Issued | null
}

const EMPTY: Draft = {
  paper: null,
  lockedPaper: null,
  paperFailure: null,
  sending: null,
  handing: 0,
  rows: [],
  fields: {
    title: '',
    number: '',
    occasion: '',
    classification: '',
    due: '',
    controlNumber: '',
    version: '',
    term: '',
    basis: '',
    approver: '',
    retainUntil: '',
  },
  medium: 'both',
  notice: null,
  wordings: null,
  folder: '',
  running: false,
  runFailure: null,
  issued: null,
}

/** The issuance being prepared: kept while one looks at other screens, and while the vault is locked. */
export const useDraft = create<Draft>(() => EMPTY)

export const clearDraft = (): void => useDraft.setState(EMPTY)

export const setField = (field: Field, value: string): void =>
  useDraft.setState(({ fields }) => ({ fields: { ...fields, [field]: value } }))

let nextKey = 1
export const asRows = (recipients: readonly Recipient[]): Row[] =>
  recipients.map((recipient) => ({ ...recipient, key: nextKey++ }))

export const addRecipients = (recipients: readonly Recipient[]): void =>
  useDraft.setState(({ rows }) => ({ rows: [...rows, ...asRows(recipients)] }))

export const changeRow = (key: number, by: Partial<Recipient>): void =>
  useDraft.setState(({ rows }) => ({ rows: rows.map((row) => (row.key === key ? { ...row, ...by } : row)) }))

export const recipientsOf = (rows: readonly Row[]): Recipient[] =>
  rows.map(({ name, unit, id, email }) => ({ name, unit, id, email }))

/** The paper as the calls name it. */
export const paperParams = (paper: Paper) => ({
  document: paper.file,
  ...(paper.password !== undefined && { password: paper.password }),
})

/** What `issue.run` is asked. */
export const runParams = (draft: Draft, paper: Paper): Params<'issue.run'> => ({
  ...paperParams(paper),
  ...Object.fromEntries(
    FIELDS.map((field) => [field, draft.fields[field].trim()]).filter(([, value]) => value !== ''),
  ),
  recipients: recipientsOf(draft.rows),
  medium: draft.medium,
  ...(draft.notice !== null && { notice: draft.notice }),
  folder: draft.folder,
})
