import { useCallback, useEffect, useRef, useState } from 'react';
import type { ListedFile, MachineFiles } from '../../../../client/lab/files.ts';
import { FileFailure } from '../../../../client/lab/files.ts';

/** Bytes of a file that the editor still opens. */
export const LARGE = 256 * 1024;

/** A file as the editor has it. */
export interface OpenFile {
  path: string;
  /** As it was read or saved last. */
  text: string;
  hash: string;
  /** Goes up when the editor has to take another text than what was typed into it. */
  revision: number;
  /** What is in the editor, when it is something else. */
  draft?: string | undefined;
  /** What the shell made of it meanwhile; null when it is gone. */
  conflict?: { text: string; hash: string } | null | undefined;
}

/** Why a file is not opened. */
export type Closed = { path: string; why: 'large' | 'binary'; bytes: number };

/** What was typed and not saved, by session: it outlives a look at another page. */
const drafts = new Map<string, ReadonlyMap<string, OpenFile>>();

const draftsOf = (opened: ReadonlyMap<string, OpenFile>): ReadonlyMap<string, OpenFile> =>
  new Map([...opened].filter(([, { draft }]) => draft !== undefined));

/** The files of a machine, and those that were opened: drafts stay while one looks at another file. */
export function useFiles(machine: MachineFiles | undefined, sessionId: string, visible: boolean) {
  const files = machine ?? NO_FILES;
  const [listed, setListed] = useState<{ files: ListedFile[]; more: boolean }>();
  const [error, setError] = useState<unknown>();
  const [opened, setOpened] = useState<ReadonlyMap<string, OpenFile>>(
    () => drafts.get(sessionId) ?? new Map(),
  );
  const [shown, setShown] = useState<string>();
  const [closed, setClosed] = useState<Closed>();
  const latest = useRef({ opened, shown });
  latest.current = { opened, shown };

  const keep = useCallback((path: string, change: (file: OpenFile | undefined) => OpenFile | undefined) => {
    setOpened((before) => {
      const next = new Map(before);
      const file = change(before.get(path));
      if (file) next.set(path, file);
      else next.delete(path);
      return next;
    });
  }, []);

  const refresh = useCallback(async () => {
    try {
      const answer = await files.list();
      setListed({ ...answer, files: [...answer.files].sort((a, b) => (a.path < b.path ? -1 : 1)) });
      setError(undefined);
    } catch (problem) {
      setError(problem);
    }
  }, [files]);

  /** What is in the machine now; a draft stays. */
  const reread = useCallback(
    async (path: string) => {
      const { bytes, hash } = await files.read(path);
      const text = textOf(bytes);
      if (bytes.length > LARGE || text === undefined) {
        setClosed({ path, why: text === undefined ? 'binary' : 'large', bytes: bytes.length });
        keep(path, () => undefined);
        return;
      }
      keep(path, (file) => {
        if (file?.draft !== undefined || file?.hash === hash) return file;
        return { path, text, hash, revision: (file?.revision ?? 0) + 1 };
      });
    },
    [files, keep],
  );

  // Another machine: what was only read may be something else there, what was typed stays.
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each machine.
  useEffect(() => {
    setListed(undefined);
    setClosed(undefined);
    setOpened(draftsOf);
  }, [machine]);

  useEffect(() => {
    drafts.set(sessionId, draftsOf(opened));
  }, [sessionId, opened]);

  // The shell changes files too: who comes back to them sees what is there now.
  useEffect(() => {
    if (!visible || !machine) return;
    void refresh();
    const { shown: path, opened: known } = latest.current;
    if (path && known.get(path)?.draft === undefined) reread(path).catch(() => {});
  }, [visible, machine, refresh, reread]);

  return {
    listed,
    error,
    refresh,
    closed,
    file: shown === undefined ? undefined : opened.get(shown),
    unsaved: [...opened.values()].filter(({ draft }) => draft !== undefined).map(({ path }) => path),
    async open({ path, bytes }: Pick<ListedFile, 'path' | 'bytes'>) {
      setClosed(undefined);
      if (bytes > LARGE) {
        setShown(undefined);
        return setClosed({ path, why: 'large', bytes });
      }
      setShown(path);
      if (opened.get(path)?.draft === undefined) await reread(path);
    },
    show: setShown,
    edit(path: string, text: string) {
      keep(path, (file) => file && { ...file, draft: text === file.text ? undefined : text });
    },
    /** @param anyway over what the shell wrote meanwhile */
    async save(path: string, anyway = false) {
      const file = latest.current.opened.get(path);
      if (file?.draft === undefined) return;
      const { draft } = file;
      try {
        const { hash } = await files.write(path, encoded(draft), anyway ? undefined : file.hash);
        keep(
          path,
          (now) =>
            now && {
              ...now,
              text: draft,
              hash: hash ?? '',
              conflict: undefined,
              // What was typed while it was on its way.
              draft: now.draft === draft ? undefined : now.draft,
            },
        );
      } catch (problem) {
        if (!(problem instanceof FileFailure) || problem.code !== 'CHANGED') throw problem;
        const theirs = await files.read(path).catch(() => null);
        const text = theirs && textOf(theirs.bytes);
        const conflict = theirs && text !== undefined && text !== null ? { text, hash: theirs.hash } : null;
        keep(path, (now) => now && { ...now, conflict });
      }
    },
    /** Gives up the draft for what is in the machine. */
    takeTheirs(path: string) {
      const file = latest.current.opened.get(path);
      const theirs = file?.conflict;
      if (theirs) keep(path, () => ({ path, ...theirs, revision: file.revision + 1 }));
      else {
        keep(path, () => undefined);
        setShown(undefined);
      }
    },
    async create(path: string) {
      await files.write(path, new Uint8Array(), null);
      await refresh();
      setClosed(undefined);
      setShown(path);
      await reread(path);
    },
    async rename(path: string, to: string) {
      await files.rename(path, to);
      const file = latest.current.opened.get(path);
      keep(path, () => undefined);
      if (file) keep(to, () => ({ ...file, path: to }));
      setShown(to);
      await refresh();
    },
    /** Removes a file; gives back what puts it there again, where it was read before. */
    async remove({ path, bytes }: ListedFile): Promise<(() => Promise<void>) | undefined> {
      const kept = bytes <= LARGE ? (await files.read(path)).bytes : undefined;
      await files.remove(path);
      keep(path, () => undefined);
      if (latest.current.shown === path) setShown(undefined);
      await refresh();
      return (
        kept &&
        (async () => {
          await files.write(path, kept, null);
          await refresh();
        })
      );
    },
  };
}

const gone = () => Promise.reject(new FileFailure('FAILED', 'The machine is not running.'));

/** For as long as there is no machine; nobody is shown anything of it. */
const NO_FILES: MachineFiles = { list: gone, read: gone, write: gone, remove: gone, rename: gone };

export type Files = ReturnType<typeof useFiles>;

const encoded = (text: string) => new TextEncoder().encode(text);

/** Undefined for what is no text. */
function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
