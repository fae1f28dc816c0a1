import { createElement, Fragment, type ReactNode } from 'react';
import type { Block, Inline } from '../../../client/catalogue/document.ts';

/** Links of the content go where it says, but never anywhere that runs code. */
const SAFE_LINK = /^(https?:\/\/|\/(?!\/)|#)/i;

/** Marked text as elements; there is no HTML in it by construction. */
export function RichText({ content }: { content: Inline[] }): ReactNode {
  // As children and not as a list: the order of a text never changes, so its pieces need no keys.
  return createElement(Fragment, null, ...content.map(inlineOf));
}

function inlineOf(part: Inline): ReactNode {
  if (typeof part === 'string') return part;
  if (part.t === 'code') return <code>{part.s}</code>;
  const inner = <RichText content={part.c} />;
  if (part.t === 'b') return <strong>{inner}</strong>;
  if (part.t === 'i') return <em>{inner}</em>;
  if (part.t !== 'a' || !SAFE_LINK.test(part.href)) return inner;
  return (
    <a href={part.href} rel="noreferrer">
      {inner}
    </a>
  );
}

/** Paragraphs, lists and code. */
export function RichBlocks({ blocks }: { blocks: Block[] }): ReactNode {
  return createElement(Fragment, null, ...blocks.map(blockOf));
}

function blockOf(block: Block): ReactNode {
  if (block.t === 'p') {
    return (
      <p>
        <RichText content={block.c} />
      </p>
    );
  }
  if (block.t === 'pre') {
    return (
      <pre>
        <code>{block.s}</code>
      </pre>
    );
  }
  const items = block.items.map((item) => createElement('li', null, <RichText content={item} />));
  return createElement(block.t, null, ...items);
}
