import { useEffect, useRef } from 'react';
import { type Editor, openEditor } from './editor.ts';

interface Props {
  path: string;
  text: string;
  /** Another one: `text` takes the place of what is in the editor. */
  revision: number;
  onChange(text: string): void;
  onSave(): void;
}

/** The text of one file. Rendered with the path as its key. */
export default function EditorView({ path, text, revision, onChange, onSave }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor>(undefined);
  const latest = useRef({ text, onChange, onSave });
  latest.current = { text, onChange, onSave };
  useEffect(() => {
    if (!host.current) return;
    const opened = openEditor(host.current, {
      path,
      text: latest.current.text,
      onChange: () => latest.current.onChange(opened.text()),
      onSave: () => latest.current.onSave(),
    });
    editor.current = opened;
    return () => opened.close();
  }, [path]);
  const taken = useRef(revision);
  useEffect(() => {
    // Not at each text: what was typed since the last render would be lost.
    if (taken.current === revision) return;
    taken.current = revision;
    editor.current?.replace(latest.current.text);
  }, [revision]);
  return <div ref={host} className="editor-host" />;
}
