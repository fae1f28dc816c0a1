import { Fragment, type ReactNode } from 'react';
import type { Block, Inline } from '../../../client/catalogue/document.ts';

/** Links of the content go where it says, but never anywhere that runs code. */
const SAFE_LINK = /^(https?:\/\/|\/(?!\/)|#)/i;

/** Marked text as elements; there is no HTML in it by construction. */
export function RichText({ content }: { content: Inline[] }): ReactNode {
  return content.map((part, i) => {
    const key = `${i}`;
    if (typeof part === 'string') return <Fragment key={key}>{part}</Fragment>;
    if (part.t === 'code') return <code key={key}>{part.s}</code>;
    const inner = <RichText content={part.c} />;
    if (part.t === 'b') return <strong key={key}>{inner}</strong>;
    if (part.t === 'i') return <em key={key}>{inner}</em>;
    if (part.t !== 'a') return inner;
    return SAFE_LINK.test(part.href) ? (
      <a key={key} href={part.href} rel="noreferrer">
        {inner}
      </a>
    ) : (
      <span key={key}>{inner}</span>
    );
  });
}

/** Paragraphs, lists and code. */
export function RichBlocks({ blocks }: { blocks: Block[] }): ReactNode {
  return blocks.map((block, i) => {
    const key = `${i}`;
    if (block.t === 'p') {
      return (
        <p key={key}>
          <RichText content={block.c} />
        </p>
      );
    }
    if (block.t === 'pre') {
      return (
        <pre key={key}>
          <code>{block.s}</code>
        </pre>
      );
    }
    const List = block.t;
    return (
      <List key={key}>
        {block.items.map((item, j) => (
          <li key={`${j}`}>
            <RichText content={item} />
          </li>
        ))}
      </List>
    );
  });
}
