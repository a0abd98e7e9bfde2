import { create } from 'zustand'

/** Which page is previewed, and whose copy, both from 1. */
export const usePreviewChoice = create<{ readonly page: number; readonly number: number }>(() => ({
  page: 1,
  number: 1,
}))
