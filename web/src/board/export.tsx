import { sentenceOf } from '../parts/action.ts';
import { useToast } from '../shell/toasts.tsx';
import type { BoardHandle } from './handle.ts';

/** Saves the drawing as a picture. */
export function Export({ handle, title }: { handle: BoardHandle; title: string }) {
  const toast = useToast();
  const save = async (kind: 'png' | 'svg') => {
    try {
      const blob = await (kind === 'png' ? handle.exportPng() : handle.exportSvg());
      const link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = `${title}.${kind}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    } catch (error) {
      toast({ kind: 'error', text: `The drawing could not be saved. ${sentenceOf(error)}` });
    }
  };
  return (
    <>
      <button type="button" className="link-button" onClick={() => void save('png')}>
        PNG
      </button>
      <button type="button" className="link-button" onClick={() => void save('svg')}>
        SVG
      </button>
    </>
  );
}
