import type { Words } from '../words.ts'
import type { en } from '../en/all-words.ts'
import { audit } from './audit.ts'
import { common, frame, nav, palette, tasks } from './common.ts'
import { errors } from './errors.ts'
import { firstRun } from './first-run.ts'
import { issue } from './issue.ts'
import { parts } from './parts.ts'
import { passphrase } from './passphrase.ts'
import { register } from './register.ts'
import { retold } from './retold.ts'
import { settings } from './settings.ts'
import { steps } from './steps.ts'
import { trace } from './trace.ts'
import { warnings } from './warnings.ts'
import { wording } from './wording.ts'

export const zh: Words<typeof en> = {
  audit,
  common,
  errors,
  firstRun,
  frame,
  issue,
  nav,
  palette,
  parts,
  passphrase,
  register,
  retold,
  settings,
  steps,
  tasks,
  trace,
  warnings,
  wording,
}
