import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

interface Props {
  find(text: string, backwards: boolean): boolean;
  onClose(): void;
}

/** Looks for words in what the terminal has shown. */
export function TerminalSearch({ find, onClose }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [found, setFound] = useState(true);
  useEffect(() => field.current?.focus(), []);
  const look = (words: string, backwards: boolean) => setFound(words === '' || find(words, backwards));
  return (
    <search className="terminal-search">
      <input
        ref={field}
        type="search"
        aria-label="Search in the terminal"
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          look(target.value, false);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
          if (event.key === 'Enter') look(text, event.shiftKey);
        }}
      />
      <button
        type="button"
        className="icon-button"
        aria-label="Previous match"
        onClick={() => look(text, true)}
      >
        <ArrowUp size={16} aria-hidden />
      </button>
      <button type="button" className="icon-button" aria-label="Next match" onClick={() => look(text, false)}>
        <ArrowDown size={16} aria-hidden />
      </button>
      <button type="button" className="icon-button" aria-label="Close the search" onClick={onClose}>
        <X size={16} aria-hidden />
      </button>
      <span role="status">{found ? '' : 'Not found'}</span>
    </search>
  );
}
