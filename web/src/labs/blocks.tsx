import { Copy, Play } from 'lucide-react';
import { createElement, Fragment, type ReactNode } from 'react';
import type { Block } from '../../../client/catalogue/document.ts';
import { RichBlocks } from '../parts/rich-text.tsx';
import { useToast } from '../shell/toasts.tsx';

interface Props {
  blocks: Block[];
  /** Types into the open terminal; undefined where there is none. */
  run?: ((command: string) => void) | undefined;
}

/** Instructions: as any text of the catalogue, and commands that can be run by a press. */
export function LabBlocks({ blocks, run }: Props): ReactNode {
  // As children and not as a list: the order of a text never changes, so its pieces need no keys.
  return createElement(Fragment, null, ...blocks.map((block) => blockOf(block, run)));
}

function blockOf(block: Block, run: Props['run']): ReactNode {
  if (block.t === 'pre' && block.lang === 'run') return <RunBlock command={block.s} run={run} />;
  return <RichBlocks blocks={[block]} />;
}

function RunBlock({ command, run }: { command: string; run: Props['run'] }) {
  const toast = useToast();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(command.trim());
      toast({ text: 'Copied.' });
    } catch {
      toast({ kind: 'error', text: 'The browser did not allow to copy.' });
    }
  };
  return (
    <div className="run-block">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled by keyboard too. */}
      <pre tabIndex={0}>
        <code>{command.trim()}</code>
      </pre>
      <p>
        <button
          type="button"
          className="run-button"
          disabled={!run}
          title={run ? 'Types it into the open terminal, with Enter' : 'When the machine runs'}
          onClick={() => run?.(command)}
        >
          <Play size={14} aria-hidden /> Run
        </button>
        <button type="button" className="run-button" onClick={() => void copy()}>
          <Copy size={14} aria-hidden /> Copy
        </button>
      </p>
    </div>
  );
}
