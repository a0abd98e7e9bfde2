import { useTranslation } from 'react-i18next'
import { channelSchema, conditionSchema } from '../../../shared/contract/custody-events.ts'

/** What is offered for a choice, each value in words. */
export const useChoices = (): ((key: string) => { value: string; label: string }[]) => {
  const { t } = useTranslation()
  const YES_NO = ['yes', 'no'] as const
  return (key) => {
    switch (key) {
      case 'channel':
        return channelSchema.options.map((value) => ({ value, label: t(`steps.choices.channel.${value}`) }))
      case 'condition':
        return conditionSchema.options.map((value) => ({
          value,
          label: t(`steps.choices.condition.${value}`),
        }))
      case 'complete':
        return YES_NO.map((value) => ({ value, label: t(`steps.choices.complete.${value}`) }))
      case 'lent':
        return YES_NO.map((value) => ({ value, label: t(`steps.choices.lent.${value}`) }))
      default:
        return []
    }
  }
}
