import type { Session } from 'electron'

export type PermissionSession = Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler'>

/** Camera, microphone, place, clipboard reading, notifications, full screen: whatever is asked for, or asked about. */
export const denyPermissions = (session: PermissionSession): void => {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
}
