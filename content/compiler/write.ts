import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Catalogue, DiagramDocument } from '../../client/catalogue/document.ts';
import { buildSearchIndex } from '../../client/search/build.ts';
import { contentHash, toBytes } from './bytes.ts';

/** Names of the files that change their name with their content. */
export interface Manifest {
  catalogue: string;
  search: string;
}

/** Writes all files beside the former output and then takes its place, so a cut leaves no half of a catalogue. */
export async function writeCatalogue(
  out: string,
  catalogue: Catalogue,
  documents: Map<string, DiagramDocument>,
): Promise<void> {
  const files = new Map<string, string>();
  for (const entry of catalogue.diagrams) files.set(entry.document, toBytes(documents.get(entry.slug)));
  const list = toBytes(catalogue);
  const search = toBytes(buildSearchIndex(catalogue.diagrams));
  const manifest: Manifest = {
    catalogue: `catalogue.${contentHash(list)}.json`,
    search: `search.${contentHash(search)}.json`,
  };
  files.set('catalogue.json', list).set(manifest.catalogue, list).set(manifest.search, search);
  files.set('manifest.json', toBytes(manifest));

  const fresh = `${out}.new`;
  await rm(fresh, { recursive: true, force: true });
  for (const [name, bytes] of files) {
    await mkdir(dirname(join(fresh, name)), { recursive: true });
    await writeFile(join(fresh, name), bytes);
  }
  await rm(out, { recursive: true, force: true });
  await rename(fresh, out);
}
