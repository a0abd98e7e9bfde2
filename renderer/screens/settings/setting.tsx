import type { ReactNode } from 'react'
import css from './settings.module.css'

interface SettingProps {
  readonly title: string
  readonly why?: string
  /** The control's own label, where it is one that a click on the words should reach. */
  readonly htmlFor?: string
  readonly children: ReactNode
}

/** A line of settings: what it is and what it does, and the control at its end. */
export const Setting = ({ title, why, htmlFor, children }: SettingProps) => (
  <div className={css.setting}>
    <div className={css.words}>
      <label className={css.name} htmlFor={htmlFor}>
        {title}
      </label>
      {why !== undefined && <div className={css.why}>{why}</div>}
    </div>
    <div className={css.control}>{children}</div>
  </div>
)
