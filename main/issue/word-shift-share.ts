/**
 * How far a word moves at most, as shares of the type's size: in 8 point type 70 micrometres would be seen. Two pieces of
 * a word come 0.044 apart or together along, where a program that reads the text sees a space from 0.1 on.
 */
export const WORD_SHIFT_SHARE = { along: 0.022, across: 0.012 } as const
