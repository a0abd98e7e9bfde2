import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where this program keeps its few settings on this computer; SIGLUM_CONFIG sets it. */
export const configFolder = (env = process.env, platform = process.platform, home = homedir()): string => {
  if (env.SIGLUM_CONFIG) return env.SIGLUM_CONFIG
  if (platform === 'win32') return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Siglum')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Siglum')
  return join(env.XDG_CONFIG_HOME ?? join(home, '.config'), 'siglum')
}
