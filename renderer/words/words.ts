export type Language = 'en' | 'zh'

/** The same keys, whatever the words. */
export type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> }
