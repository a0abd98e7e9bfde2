import type { Deps } from './deps.ts'
import { given } from './given.ts'
import type { HandlersOf } from './task.ts'

export const registerHandlers = ({ session }: Deps): HandlersOf<'register'> => ({
  'register.overview': () => session.engine().overview(),
  'register.documents': (page) => session.engine().documentsPage(page),
  'register.issuances': (page) => session.engine().issuancesPage(page),
  'register.copies': (question) => session.engine().copiesPage(question),
  'register.people': (page) => session.engine().peoplePage(page),
  'register.search': (question) => session.engine().search(given(question)),
  'register.copy': ({ names }) => session.engine().show(names),
})
