import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { REPOSITORY } from './cruise.ts'

const TEXT = new Set(['.ts', '.tsx', '.mjs', '.md', '.json', '.yml', '.css', '.html', '.csv', ''])

/** Files that git tracks or would track, so that a clone and a tree under work are judged alike. */
const files = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: REPOSITORY,
  encoding: 'utf8',
})
  .stdout.split('\n')
  .filter((path) => path !== '' && existsSync(join(REPOSITORY, path)))

const read = (path: string): string => readFileSync(join(REPOSITORY, path), 'utf8')

const texts = files.filter((path) => TEXT.has(extname(path)) && path !== 'package-lock.json')
const sources = files.filter((path) => /^(main|shared|renderer|test)\/.*\.tsx?$/.test(path))
const shipped = sources.filter((path) => !path.startsWith('test/'))

const linesMatching = (paths: readonly string[], pattern: RegExp): string[] =>
  paths.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, i) => (pattern.test(line) ? [`${path}:${i + 1}: ${line.trim()}`] : [])),
  )

/** Written in pieces so that this file does not find itself. */
const word = (...pieces: string[]): string => pieces.join('')

describe('house', () => {
  it('reads the tree', () => expect(shipped.length).toBeGreaterThan(40))

  it('keeps files short enough to read', () => {
    const long = shipped
      .map((path) => ({ path, lines: read(path).split('\n').length }))
      .filter(({ lines }) => lines > 320)
    expect(long).toEqual([])
  })

  it('has no untyped corner', () => {
    const untyped = /(:|<|\bas|,|\|)\s*any\b(?!\w)(?=[\s,;)>|[\]]|$)/
    expect(linesMatching(sources, untyped).filter((line) => !/: (\/\/|\*|\/\*\*)/.test(line))).toEqual([])
    expect(linesMatching(sources, new RegExp(word('@ts-', '(ignore|nocheck|expect-error)')))).toEqual([])
  })

  it('says what each room is for, in a screen or less', () => {
    const rooms = ['shared', 'main', 'test']
      .flatMap((top) => readdirSync(join(REPOSITORY, top)).map((name) => `${top}/${name}`))
      .filter((room) => statSync(join(REPOSITORY, room)).isDirectory())
      .filter((room) => files.some((path) => path.startsWith(`${room}/`)))
      .filter((room) => !room.startsWith('test/unit') && !room.startsWith('test/property'))
    expect(rooms.filter((room) => !existsSync(join(REPOSITORY, room, 'README.md')))).toEqual([])
    const long = rooms.filter((room) => {
      const readme = join(REPOSITORY, room, 'README.md')
      return existsSync(readme) && readFileSync(readme, 'utf8').split('\n').length > 90
    })
    expect(long).toEqual([])
  })

  it('leaves nothing for later in the code', () => {
    expect(linesMatching(sources, new RegExp(`\\b(${word('TO', 'DO')}|${word('FIX', 'ME')})\\b`))).toEqual([])
  })

  it('names no place on anybody’s machine', () => {
    const machine = new RegExp(
      `(^|[\\s'"\`(=])/(${word('wo', 'rk')}|${word('ho', 'me')}|${word('Us', 'ers')}|${word('ro', 'ot')})/`,
    )
    expect(linesMatching(texts, machine)).toEqual([])
  })

  it('exports one room’s files by their own names: no barrels', () => {
    expect(sources.filter((path) => /(^|\/)index\.tsx?$/.test(path))).toEqual([])
  })

  it('names files in kebab-case', () => {
    expect(
      sources.filter((path) => !/^([a-z0-9-]+\/)*[a-z0-9-]+(\.(test|config|d))?\.tsx?$/.test(path)),
    ).toEqual([])
  })

  it('pins every package exactly', () => {
    const manifest: unknown = JSON.parse(read('package.json'))
    const ranges = JSON.stringify(manifest).match(/"[\^~][0-9][^"]*"/g)
    expect(ranges).toBeNull()
  })
})
