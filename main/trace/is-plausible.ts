import type { PlacedPage } from './placed-page.ts'

/** Less of what a picture shows of a page than this agrees with another paper too, if the page is nearly empty. */
const LEAST_AGREEING = 0.6

/**
 * Whether a picture that names nobody may be said to look like a page, laid on it in these ways: by its content, or, where the picture shows
 * none of that, by its dots; found by its text it lies nowhere.
 */
export const isPlausible = (places: readonly Pick<PlacedPage, 'agreeing' | 'shown'>[]): boolean =>
  places.length === 0 || places.some(({ agreeing, shown }) => agreeing >= LEAST_AGREEING * shown)
