import type { Session, WebContents } from 'electron'

type Denied = { readonly preventDefault: () => void }

export interface DeviceSession {
  readonly setDevicePermissionHandler: Session['setDevicePermissionHandler']
  readonly setBluetoothPairingHandler: Session['setBluetoothPairingHandler']
  readonly on: Session['on']
}

/** USB, HID, serial and Bluetooth devices. */
export const denyDevices = (session: DeviceSession): void => {
  session.setDevicePermissionHandler(() => false)
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }))
  const deny = (event: Denied, answer: (id: string) => void) => {
    event.preventDefault()
    answer('')
  }
  session.on('select-usb-device', (event, _details, answer) => deny(event, () => answer()))
  session.on('select-hid-device', (event, _details, answer) => deny(event, () => answer()))
  session.on('select-serial-port', (event, _ports, _contents, answer) => deny(event, answer))
}

export const denyBluetooth = (contents: Pick<WebContents, 'on'>): void => {
  contents.on('select-bluetooth-device', (event, _devices, answer) => {
    event.preventDefault()
    answer('')
  })
}
