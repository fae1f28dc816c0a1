import { ArrowLeft } from 'lucide-react';
import type { OpenFile } from './use-files.ts';

interface Props {
  file: OpenFile;
  /** To the list, where there is room for one of both only. */
  onBack(): void;
  onSave(): void;
  onRename(): void;
  onRemove(): void;
}

/** What stands above the editor. */
export function FileBar({ file, onBack, onSave, onRename, onRemove }: Props) {
  const changed = file.draft !== undefined;
  return (
    <div className="file-bar">
      <button type="button" className="icon-button file-back" aria-label="Back to the list" onClick={onBack}>
        <ArrowLeft size={16} aria-hidden />
      </button>
      <p className="files-path">
        <strong>{file.path}</strong> <span role="status">{changed ? 'not saved' : ''}</span>
      </p>
      <button
        type="button"
        className="link-button"
        disabled={!changed}
        aria-keyshortcuts="Control+S"
        title="Ctrl+S"
        onClick={onSave}
      >
        Save
      </button>
      <button type="button" className="link-button" onClick={onRename}>
        Rename
      </button>
      <button type="button" className="link-button" onClick={onRemove}>
        Delete
      </button>
    </div>
  );
}
