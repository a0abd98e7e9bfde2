import type { Size } from '../compare/view-transform.ts'
import type { Corner } from './corner-geometry.ts'
import css from './corners.module.css'

const SIDE_PX = 168
/** Of the picture's own pixels. */
const SCALE = 3

interface Props {
  readonly url: string | undefined
  readonly picture: Size
  readonly at: Corner
  readonly side: 'left' | 'right'
}

/** What lies under a corner, enlarged, with a cross on the spot. */
export const Magnifier = ({ url, picture, at, side }: Props) => (
  <div className={css.magnifier} data-side={side} aria-hidden>
    <img
      src={url}
      alt=""
      width={picture.width * SCALE}
      height={picture.height * SCALE}
      style={{
        transform: `translate(${SIDE_PX / 2 - at.x * picture.width * SCALE}px, ${
          SIDE_PX / 2 - at.y * picture.height * SCALE
        }px)`,
      }}
    />
  </div>
)
