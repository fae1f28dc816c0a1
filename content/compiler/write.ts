import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Catalogue, DiagramDocument } from '../../client/catalogue/document.ts';
import type { LabDocument, LabMachine } from '../../client/catalogue/lab.ts';
import { buildSearchIndex } from '../../client/search/build.ts';
import { contentHash, toBytes } from './bytes.ts';

/** Names of the files that change their name with their content. */
export interface Manifest {
  catalogue: string;
  search: string;
}

export interface Written {
  out: string;
  /** Where what is not public goes; without it, it is not written. */
  machinesOut?: string | undefined;
  catalogue: Catalogue;
  documents: ReadonlyMap<string, DiagramDocument>;
  labs: ReadonlyMap<string, LabDocument>;
  machines: ReadonlyMap<string, LabMachine>;
}

/** Writes all files beside the former output and then takes its place, so a cut leaves no half of a catalogue. */
export async function writeCatalogue(written: Written): Promise<void> {
  const { out, machinesOut, machines } = written;
  if (machinesOut !== undefined && !relative(out, machinesOut).startsWith('..'))
    throw new Error(`${machinesOut} lies in ${out}, which is public: hints and solutions must not.`);
  const folders = new Map([[out, publicFiles(written)]]);
  if (machinesOut !== undefined)
    folders.set(
      machinesOut,
      new Map([...machines].map(([slug, machine]) => [`${slug}.json`, toBytes(machine)])),
    );
  for (const [folder, files] of folders) await writeFresh(`${folder}.new`, files);
  for (const folder of folders.keys()) {
    await rm(folder, { recursive: true, force: true });
    await rename(`${folder}.new`, folder);
  }
}

function publicFiles({ catalogue, documents, labs }: Written): Map<string, string> {
  const files = new Map<string, string>();
  for (const entry of catalogue.diagrams) files.set(entry.document, toBytes(documents.get(entry.slug)));
  for (const entry of catalogue.labs) files.set(entry.document, toBytes(labs.get(entry.slug)));
  const list = toBytes(catalogue);
  const search = toBytes(buildSearchIndex(catalogue));
  const manifest: Manifest = {
    catalogue: `catalogue.${contentHash(list)}.json`,
    search: `search.${contentHash(search)}.json`,
  };
  files.set('catalogue.json', list).set(manifest.catalogue, list).set(manifest.search, search);
  return files.set('manifest.json', toBytes(manifest));
}

async function writeFresh(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
}
