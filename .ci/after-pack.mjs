// Holds each package to its own system: what it needs of machine code has to be in it, and that of others must not. npm installs the
// binaries of the machine it runs on, so packages are made on the system that they are for (or after `npm ci --os --cpu`).
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Arch } from 'electron-builder'

const resourcesOf = ({ appOutDir, electronPlatformName, packager }) =>
  electronPlatformName === 'darwin'
    ? join(appOutDir, `${packager.appInfo.productFilename}.app`, 'Contents', 'Resources')
    : join(appOutDir, 'resources')

export const nativeParts = (platform, arch) => [
  `better-sqlite3/prebuilds/${platform}-${arch}.node`,
  `@img/sharp-${platform}-${arch}`,
  // On Windows libvips lies in the same package.
  ...(platform === 'win32' ? [] : [`@img/sharp-libvips-${platform}-${arch}`]),
]

export default (context) => {
  const platform = context.electronPlatformName
  const arch = Arch[context.arch]
  const modules = join(resourcesOf(context), 'app.asar.unpacked', 'node_modules')
  const missing = nativeParts(platform, arch).filter((part) => !existsSync(join(modules, part)))
  if (missing.length > 0) {
    throw new Error(
      `This package would not run: it lacks ${missing.join(', ')}. Package on ${platform} (${arch}) itself, or run "npm ci --os=${platform} --cpu=${arch}" first.`,
    )
  }
  const foreign = readdirSync(modules, { recursive: true })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.node') && !name.includes(`${platform}-${arch}`))
  if (foreign.length > 0)
    throw new Error(`Machine code of other systems would be shipped: ${foreign.join(', ')}`)
}
