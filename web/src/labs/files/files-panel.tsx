import { FilePlus2, RefreshCw } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { ListedFile } from '../../../../client/lab/files.ts';
import { Skeleton } from '../../shell/skeleton.tsx';
import { useToast } from '../../shell/toasts.tsx';
import { Confirm } from '../confirm.tsx';
import { failureOf } from './failure.ts';
import { FileBar } from './file-bar.tsx';
import { PathForm } from './path-form.tsx';
import type { Files } from './use-files.ts';

/** A library of its own, needed with the first file that is opened. */
const EditorView = lazy(() => import('./editor-view.tsx'));

interface Props {
  files: Files;
  /** Paths that are handed in. */
  answers: readonly string[];
}

/** The machine's files: a list, and one of them in the editor. */
export function FilesPanel({ files, answers }: Props) {
  const toast = useToast();
  const [form, setForm] = useState<'new' | 'rename'>();
  const [removing, setRemoving] = useState<ListedFile>();
  const { file, closed, listed } = files;
  const entry = listed?.files.find(({ path }) => path === file?.path);
  const tell = (problem: unknown) => toast({ kind: 'error', text: failureOf(problem) });
  const save = (path: string, anyway = false) => void files.save(path, anyway).catch(tell);
  const remove = async (gone: ListedFile) => {
    const undo = await files.remove(gone);
    toast({
      text: `${gone.path} is deleted.`,
      ...(undo ? { action: { label: 'Undo', run: () => void undo().catch(tell) } } : {}),
    });
  };
  return (
    <div className="files" data-open={file || closed ? '' : undefined}>
      <nav className="files-list" aria-label="Files">
        <p className="files-tools">
          <button
            type="button"
            className="link-button"
            onClick={() => setForm(form === 'new' ? undefined : 'new')}
          >
            <FilePlus2 size={14} aria-hidden /> New file
          </button>
          <button
            type="button"
            className="icon-button"
            aria-label="Read the list again"
            title="Read the list again"
            onClick={() => void files.refresh()}
          >
            <RefreshCw size={14} aria-hidden />
          </button>
        </p>
        {form === 'new' && (
          <PathForm
            label="Path of the new file"
            action="Create"
            onDone={async (path) => {
              await files.create(path);
              setForm(undefined);
            }}
            onClose={() => setForm(undefined)}
          />
        )}
        {files.error !== undefined && (
          <p role="alert" className="lab-problem">
            {failureOf(files.error)}{' '}
            <button type="button" className="link-button" onClick={() => void files.refresh()}>
              Try again
            </button>
          </p>
        )}
        {!listed && files.error === undefined && <Skeleton label="Reading the files" />}
        {listed?.files.length === 0 && <p className="lab-quiet">There are no files.</p>}
        <ul>
          {listed?.files.map((one) => (
            <li key={one.path}>
              <button
                type="button"
                aria-current={one.path === file?.path || undefined}
                onClick={() => void files.open(one).catch(tell)}
              >
                <span className="files-path">{one.path}</span>
                {files.unsaved.includes(one.path) && <span className="files-mark">not saved</span>}
                {answers.includes(one.path) && <span className="files-mark">handed in</span>}
              </button>
            </li>
          ))}
        </ul>
        {listed?.more && (
          <p className="lab-quiet">There are more files than are shown here: use the shell.</p>
        )}
      </nav>
      <div className="files-open">
        {closed && (
          <div className="files-none">
            <p>
              <strong>{closed.path}</strong> is{' '}
              {closed.why === 'large'
                ? `too large for the editor (${Math.ceil(closed.bytes / 1024)} KB).`
                : 'no text file.'}{' '}
              Use the shell to look at it.
            </p>
          </div>
        )}
        {!closed && !file && <p className="files-none">Choose a file to read or change it.</p>}
        {file && (
          <>
            <FileBar
              file={file}
              onBack={() => files.show(undefined)}
              onSave={() => save(file.path)}
              onRename={() => setForm('rename')}
              onRemove={() => {
                if (!entry) return;
                if (files.unsaved.includes(file.path)) setRemoving(entry);
                else void remove(entry).catch(tell);
              }}
            />
            {form === 'rename' && (
              <PathForm
                label="New path"
                action="Rename"
                path={file.path}
                onDone={async (to) => {
                  await files.rename(file.path, to);
                  setForm(undefined);
                }}
                onClose={() => setForm(undefined)}
              />
            )}
            {file.conflict !== undefined && (
              <div className="files-conflict" role="alert">
                <p>
                  {file.conflict === null
                    ? 'The file was deleted in the machine while you changed it here.'
                    : 'The file was changed in the machine while you changed it here.'}
                </p>
                <p className="lab-row">
                  <button type="button" className="button" onClick={() => save(file.path, true)}>
                    Keep mine
                  </button>
                  <button type="button" className="button" onClick={() => files.takeTheirs(file.path)}>
                    {file.conflict === null ? 'Let it be deleted' : 'Take the machine’s'}
                  </button>
                </p>
                {file.conflict !== null && (
                  <details>
                    <summary>What is in the machine</summary>
                    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled by keyboard too. */}
                    <pre tabIndex={0}>{file.conflict.text}</pre>
                  </details>
                )}
              </div>
            )}
            <Suspense fallback={<Skeleton label="Loading the editor" />}>
              <EditorView
                key={file.path}
                path={file.path}
                text={file.draft ?? file.text}
                revision={file.revision}
                onChange={(text) => files.edit(file.path, text)}
                onSave={() => save(file.path)}
              />
            </Suspense>
          </>
        )}
      </div>
      {removing && (
        <Confirm
          title={`Delete ${removing.path}?`}
          action="Delete it"
          busyAction="Deleting"
          onConfirm={() => remove(removing)}
          onClose={() => setRemoving(undefined)}
        >
          <p>What you typed and did not save is lost.</p>
        </Confirm>
      )}
    </div>
  );
}
