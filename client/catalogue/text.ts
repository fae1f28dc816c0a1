import type { Block, Inline } from './document.ts';

/** The words of a marked text, for speech, search and comparison. */
export function plainText(content: Inline[]): string {
  return content
    .map((part) => {
      if (typeof part === 'string') return part;
      return part.t === 'code' ? part.s : plainText(part.c);
    })
    .join('');
}

/** The words of blocks, a line each. */
export function plainBlocks(blocks: Block[]): string {
  return blocks
    .map((block) => {
      if (block.t === 'p') return plainText(block.c);
      return block.t === 'pre' ? block.s : block.items.map(plainText).join('\n');
    })
    .join('\n');
}
