/** The sign: a sheet, and the letter of one copy of it. */
export const Brand = ({ size }: { readonly size: number }) => (
  <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
    <path
      d="M6 2.75h8.2L19 7.5v12.2a1.6 1.6 0 0 1-1.6 1.6H6.6A1.6 1.6 0 0 1 5 19.7V4.35c0-.9.5-1.6 1-1.6Z"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinejoin="round"
    />
    <path d="M14 3v4.9h4.9" stroke="currentColor" strokeWidth="1.6" strokeLinejoin="round" />
    <path
      d="M14.4 11.2c-.6-.7-1.4-1-2.4-1-1.4 0-2.4.7-2.4 1.8 0 2.7 4.9 1.3 4.9 4 0 1.1-1.1 1.9-2.5 1.9-1.1 0-2-.4-2.6-1.2"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
    />
  </svg>
)
