import { createTheme, Modal, Popover, Tooltip } from '@mantine/core'

/**
 * Colours and sizes stand in tokens.css. Whatever would put a <style> into the page at run time is off, since the content policy lets
 * none in: no locking of the page's scroll, no responsive style props (use a style sheet).
 */
export const theme = createTheme({
  primaryColor: 'blue',
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Modal: Modal.extend({
      defaultProps: { lockScroll: false, centered: true, overlayProps: { backgroundOpacity: 0.4 } },
    }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, withArrow: true } }),
  },
})
