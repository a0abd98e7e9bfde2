type Given<T extends object> = { [K in keyof T]: Exclude<T[K], undefined> }

/** Without the fields that were left open: a schema lets an optional field be there and undefined, the engine does not. */
export const given = <T extends object>(fields: T): Given<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>
