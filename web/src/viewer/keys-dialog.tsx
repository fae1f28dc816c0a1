import { type RefObject, useId } from 'react';

const KEYS = [
  ['Tab', 'next part, in the order of the flow'],
  ['→  ←', 'next and previous step of the walkthrough'],
  ['Space', 'play or pause'],
  ['Home  End', 'first and last step'],
  ['↓  ↑', 'from a part along its outgoing or incoming line'],
  ['+  -  0', 'zoom in, zoom out, fit to screen'],
  ['Shift + arrows', 'move the view'],
  ['O', 'outline or diagram'],
  ['Esc', 'back to the whole picture'],
  ['?', 'this list'],
];

/** The list of keys, as a modal dialog. */
export function KeysDialog({ dialog }: { dialog: RefObject<HTMLDialogElement | null> }) {
  const title = useId();
  return (
    <dialog ref={dialog} className="keys-dialog" aria-labelledby={title}>
      <h2 id={title}>Keys</h2>
      <dl>
        {KEYS.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit" className="button">
          Close
        </button>
      </form>
    </dialog>
  );
}
