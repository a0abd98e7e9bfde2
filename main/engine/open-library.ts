import type { PageLayout } from '../../shared/mark/layout.ts'
import { lettersOf } from '../../shared/mark/read-text.ts'
import type { RasterDocument } from '../document/document.ts'
import { openRaster } from '../document/open-raster.ts'
import type { CopyRow, IssuanceRow } from '../register/rows.ts'
import { asLaidOut, forgetDrawn, libraryPage, placesOf } from '../trace/library.ts'
import type { LibraryPage, TraceLibrary } from '../trace/library.ts'
import type { Vault } from '../vault.ts'
import { lastPages } from './last-pages.ts'
import { decodeLayouts } from './layouts-blob.ts'
import { passwordOf } from './original-password.ts'
import type { TraceLeaksRequest } from './trace-request.ts'

/**
 * A document as it was marked by one set of layouts. Another medium, or another release, has other places on the same
 * pages, so tracing takes each edition as a document of its own.
 */
export interface Edition {
  readonly key: string
  readonly documentId: string
  readonly originalBlob: string
  readonly layoutsBlob: string
  readonly pages: number
  readonly copies: readonly CopyRow[]
}

export interface OpenLibrary {
  readonly editions: ReadonlyMap<string, Edition>
  readonly library: TraceLibrary
  /**
   * Looks at a page for the moment. Where all pages of a vault are looked through, their originals are not all held open at once: PDFium's
   * memory ends at 2 GB.
   */
  readonly inPassing: <T>(key: string, page: number, look: (page: LibraryPage) => T) => Promise<T>
  readonly close: () => void
}

type Narrowing = Pick<TraceLeaksRequest, 'documentId' | 'issuanceId'>

const issuancesAsked = (
  { register }: Vault,
  { documentId, issuanceId }: Narrowing,
): readonly IssuanceRow[] => {
  if (documentId !== undefined) register.document(documentId)
  const all = issuanceId === undefined ? register.issuances(documentId) : [register.issuance(issuanceId)]
  return all.filter((issuance) => documentId === undefined || issuance.documentId === documentId)
}

/** Only what was sealed was ever handed out: the closed set of suspects. */
const editionsAsked = (vault: Vault, narrowing: Narrowing): Map<string, Edition> => {
  const editions = new Map<string, Edition>()
  for (const { id, documentId, layoutsBlob } of issuancesAsked(vault, narrowing)) {
    if (layoutsBlob === null) continue
    const sealed = vault.register.copies({ issuanceId: id, state: 'sealed' })
    if (sealed.length === 0) continue
    const key = `${documentId}/${layoutsBlob}`
    const { originalBlob, pages } = vault.register.document(documentId)
    const copies = [...(editions.get(key)?.copies ?? []), ...sealed]
    editions.set(key, { key, documentId, originalBlob, layoutsBlob, pages, copies })
  }
  return editions
}

interface OpenEdition {
  readonly layouts: readonly PageLayout[]
  readonly raster: RasterDocument
}

const layoutsOf = ({ blobs }: Vault, { layoutsBlob }: Edition): readonly PageLayout[] =>
  decodeLayouts(blobs.get(layoutsBlob))

const openEdition = async (vault: Vault, edition: Edition): Promise<OpenEdition> => {
  const { blobs, register } = vault
  const layouts = layoutsOf(vault, edition)
  const password = passwordOf(blobs, register.document(edition.documentId))
  const raster = await openRaster(blobs.get(edition.originalBlob), password === undefined ? {} : { password })
  return { layouts, raster }
}

const drawnFrom = ({ layouts, raster }: OpenEdition, page: number): LibraryPage =>
  libraryPage(layouts[page], (pxPerMm) => raster.render(page, pxPerMm))

/** Pages as they are opened; what a page looks like is the same in all editions of its document. */
const pageOpener = () => {
  const drawn = new Map<string, WeakRef<LibraryPage>>()
  return ({ layouts, raster }: OpenEdition, documentId: string, page: number): LibraryPage => {
    const name = `${documentId} ${page}`
    const twin = drawn.get(name)?.deref()
    if (twin) return asLaidOut(twin, layouts[page])
    const opened = drawnFrom({ layouts, raster }, page)
    drawn.set(name, new WeakRef(opened))
    return opened
  }
}

/** Copies of before there was a text carrier bear no marks in their text, but it can be recognised. */
const withLetters = ({ layouts, raster }: OpenEdition): readonly PageLayout[] =>
  layouts.map((layout, page) => {
    if (layout.text) return layout
    const text = raster.chars(page).map(({ code }) => (code > 0 ? String.fromCodePoint(code) : ''))
    return { ...layout, text: { letters: lettersOf(text.join('')), places: [] } }
  })

/**
 * Originals are opened when a page is asked for.
 * @throws Failure 'not-found' for a document or issuance that the register does not know.
 */
export const openLibrary = (vault: Vault, narrowing: Narrowing): OpenLibrary => {
  const editions = editionsAsked(vault, narrowing)
  const opened = new Map<string, Promise<OpenEdition>>()
  const editionOf = (key: string): Edition => {
    const edition = editions.get(key)
    if (!edition) throw new RangeError(`no edition ${key}`)
    return edition
  }
  const open = (key: string): Promise<OpenEdition> => {
    const found = opened.get(key) ?? openEdition(vault, editionOf(key))
    opened.set(key, found)
    return found
  }
  const openPage = pageOpener()
  let passed: { readonly key: string; readonly edition: OpenEdition } | null = null
  const inPassing: OpenLibrary['inPassing'] = async (key, index, look) => {
    const held = opened.get(key)
    const known = passed?.key === key ? passed.edition : null
    const edition = known ?? (await (held ?? openEdition(vault, editionOf(key))))
    if (held === undefined && passed?.edition !== edition) {
      passed?.edition.raster.close()
      passed = { key, edition }
    }
    return look(drawnFrom(edition, index))
  }
  const documents = [...editions.values()].map(({ key, originalBlob, pages, copies }) => ({
    documentId: key,
    originalId: originalBlob,
    pages,
    copyIds: copies.map(({ id }) => id),
  }))
  return {
    editions,
    library: {
      documents,
      page: lastPages(async (key, index) => openPage(await open(key), editionOf(key).documentId, index)),
      layouts: async (key) => {
        const layouts = layoutsOf(vault, editionOf(key))
        return layouts.every(({ text }) => text) ? layouts : withLetters(await open(key))
      },
      places: async (key) => layoutsOf(vault, editionOf(key)).map(placesOf),
    },
    inPassing,
    close: () => {
      forgetDrawn()
      passed?.edition.raster.close()
      for (const edition of opened.values())
        void edition.then(
          ({ raster }) => raster.close(),
          () => undefined,
        )
    },
  }
}
