import { useMemo, useRef, useState } from 'react'
import { ActionIcon, Button, Group, SegmentedControl, Slider, Switch, Text, Tooltip } from '@mantine/core'
import { IconMinus, IconPlayerPause, IconPlayerPlay, IconPlus, IconZoomReset } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ScreenPicture } from '../../../shared/contract/app/call.ts'
import { usePictureUrl } from '../../client/pictures.ts'
import { PicturePane } from './picture-pane.tsx'
import type { Layer } from './picture-pane.tsx'
import { SwipeDivider } from './swipe-divider.tsx'
import { useBlink } from './use-blink.ts'
import { useSize, useView } from './use-view.ts'
import css from './compare.module.css'

type Mode = 'side' | 'swipe' | 'blink'
const MODES: readonly Mode[] = ['side', 'swipe', 'blink']
const isMode = (value: string): value is Mode => MODES.some((mode) => mode === value)

export interface Compared {
  readonly label: string
  readonly picture: ScreenPicture
}

interface Props {
  /** Two pictures of one size. */
  readonly left: Compared
  readonly right: Compared
  /** Laid over the left one where asked for; transparent where it says nothing. */
  readonly overlay?: Compared | null
  readonly overlayNote?: string
}

/** Two pictures that should be alike: beside each other, under one slider, or blinking; zoomed and moved as one. */
export const CompareViewer = ({ left, right, overlay = null, overlayNote }: Props) => {
  const { t } = useTranslation()
  const [mode, setMode] = useState<Mode>('side')
  const [swipe, setSwipe] = useState(0.5)
  const [evidence, setEvidence] = useState(overlay !== null)
  const [opacity, setOpacity] = useState(0.7)
  const size = useMemo(
    () => ({ width: left.picture.widthPx, height: left.picture.heightPx }),
    [left.picture.widthPx, left.picture.heightPx],
  )
  const control = useView(size)
  const blink = useBlink(mode === 'blink')
  const stage = useRef<HTMLDivElement>(null)
  const room = useSize(stage)
  const [leftUrl, rightUrl] = [usePictureUrl(left.picture), usePictureUrl(right.picture)]
  const overlayUrl = usePictureUrl(overlay?.picture)

  const leftLayer: Layer = { url: leftUrl, alt: left.label }
  const rightLayer: Layer = { url: rightUrl, alt: right.label }
  const heat: readonly Layer[] =
    overlay !== null && evidence ? [{ url: overlayUrl, alt: overlay.label, opacity }] : []
  const pane = { picture: size, control }
  const shown = blink.second ? right : left

  return (
    <section className={css.viewer} aria-label={t('parts.compare.label')}>
      <Group className={css.bar} gap="sm" wrap="wrap">
        <SegmentedControl
          size="xs"
          value={mode}
          onChange={(value) => isMode(value) && setMode(value)}
          data={MODES.map((value) => ({ value, label: t(`parts.compare.mode.${value}`) }))}
          aria-label={t('parts.compare.modes')}
        />
        {mode === 'blink' && (
          <Button.Group>
            <Button
              size="xs"
              variant="default"
              onClick={blink.toggle}
              leftSection={blink.running ? <IconPlayerPause size={14} /> : <IconPlayerPlay size={14} />}
            >
              {t(blink.running ? 'parts.compare.pause' : 'parts.compare.play')}
            </Button>
            <Button size="xs" variant="default" onClick={blink.turn}>
              {t('parts.compare.turn')}
            </Button>
          </Button.Group>
        )}
        <Group gap={4} className={css.zoom}>
          <Tooltip label={t('parts.compare.zoom-out')}>
            <ActionIcon
              variant="default"
              aria-label={t('parts.compare.zoom-out')}
              onClick={() => control.zoomBy(1 / 1.5, room)}
            >
              <IconMinus size={16} />
            </ActionIcon>
          </Tooltip>
          <Text size="xs" className={css.zoomFigure} aria-live="polite">
            {t('parts.compare.zoom-at', { percent: Math.round(control.view.zoom * 100) })}
          </Text>
          <Tooltip label={t('parts.compare.zoom-in')}>
            <ActionIcon
              variant="default"
              aria-label={t('parts.compare.zoom-in')}
              onClick={() => control.zoomBy(1.5, room)}
            >
              <IconPlus size={16} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t('parts.compare.fit')}>
            <ActionIcon variant="default" aria-label={t('parts.compare.fit')} onClick={control.reset}>
              <IconZoomReset size={16} />
            </ActionIcon>
          </Tooltip>
        </Group>
        {overlay !== null && (
          <Group gap="sm" className={css.heat}>
            <Switch
              size="sm"
              label={overlay.label}
              checked={evidence}
              onChange={(event) => setEvidence(event.currentTarget.checked)}
            />
            <Slider
              className={css.opacity}
              size="sm"
              label={null}
              disabled={!evidence}
              min={0}
              max={1}
              step={0.05}
              value={opacity}
              onChange={setOpacity}
              thumbLabel={t('parts.compare.opacity')}
            />
          </Group>
        )}
      </Group>
      <div className={css.stage} ref={stage} data-mode={mode}>
        {mode === 'side' && (
          <>
            <PicturePane
              {...pane}
              label={t('parts.compare.pane', { name: left.label })}
              caption={left.label}
              layers={[leftLayer, ...heat]}
            />
            <PicturePane
              {...pane}
              label={t('parts.compare.pane', { name: right.label })}
              caption={right.label}
              layers={[rightLayer]}
            />
          </>
        )}
        {mode === 'swipe' && (
          <PicturePane
            {...pane}
            label={t('parts.compare.pane', { name: `${left.label}, ${right.label}` })}
            layers={[leftLayer, ...heat, { ...rightLayer, from: swipe }]}
          >
            <span className={css.caption} aria-hidden>
              {left.label}
            </span>
            <span className={css.captionRight} aria-hidden>
              {right.label}
            </span>
            <SwipeDivider label={t('parts.compare.divider')} at={swipe} onChange={setSwipe} />
          </PicturePane>
        )}
        {mode === 'blink' && (
          <PicturePane
            {...pane}
            label={t('parts.compare.pane', { name: shown.label })}
            caption={shown.label}
            layers={blink.second ? [leftLayer, ...heat, rightLayer] : [rightLayer, leftLayer, ...heat]}
          />
        )}
      </div>
      <Text size="xs" c="dimmed" className={css.help}>
        {overlay !== null && evidence && overlayNote !== undefined ? `${overlayNote} ` : ''}
        {t('parts.compare.help')}
      </Text>
    </section>
  )
}
