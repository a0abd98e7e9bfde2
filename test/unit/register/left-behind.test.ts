import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { removeOldParts, removeOldSnapshots } from '../../../main/vault/left-behind.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const daysAgo = (path: string, days: number): void => {
  const time = Date.now() / 1000 - days * 86_400
  utimesSync(path, time, time)
}

describe('what a program left behind that was ended in the middle of a backup', () => {
  it('goes from the vault once no backup can be under way in it, and nothing else goes', () => {
    const vault = temporaryFolder('left')
    const folders = ['backup-aB3dEf', 'backup-zZ9zZ9', 'backup-of-mine', 'blobs']
    for (const name of folders) {
      mkdirSync(join(vault, name))
      writeFileSync(join(vault, name, 'register.sqlite'), 'names')
    }
    for (const name of folders.filter((name) => name !== 'backup-zZ9zZ9')) daysAgo(join(vault, name), 2)
    removeOldSnapshots(vault)
    expect(readdirSync(vault).toSorted()).toEqual(['backup-of-mine', 'backup-zZ9zZ9', 'blobs'])
  })

  it('goes from where backups are kept, if it is a piece of one of this vault', () => {
    const folder = temporaryFolder('left')
    const part = (name: string) => `${name}.0f8fad5b-d9cb-469f-a165-70867728950e.part`
    const files = ['mine', part('mine'), part('other'), 'mine.part', part('mine-now')]
    for (const name of files) {
      writeFileSync(join(folder, name), 'x')
      if (!name.startsWith('mine-now')) daysAgo(join(folder, name), 2)
    }
    removeOldParts(folder, (name) => name.startsWith('mine'))
    expect(readdirSync(folder).toSorted()).toEqual(files.filter((name) => name !== part('mine')).toSorted())
  })

  it('is no trouble where there is nothing', () => {
    const nowhere = join(temporaryFolder('left'), 'nowhere')
    removeOldSnapshots(nowhere)
    expect(existsSync(nowhere)).toBe(false)
  })
})
