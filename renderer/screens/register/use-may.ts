import { useVault } from '../../app-state.ts'

/** Whether whoever is here may put steps on record: custodians alone. */
export const useMayKeep = (): boolean => useVault().user.role === 'custodian'

/** Whether they may take lists and sheets out. */
export const useMayExport = (): boolean => useVault().user.role !== 'investigator'
