import type { PhrasingContent, RootContent } from 'mdast';
import type { Block, Inline } from '../../../client/catalogue/document.ts';
import type { Report } from '../problem.ts';

/**
 * Markdown nodes as Inline and Block values. What can't be shown on every client (HTML, images, tables)
 * is reported with its line.
 *
 * @param offset the file's line of the first line of the Markdown, less one
 */
export function createConverter(offset: number, report: Report) {
  function complain(node: { position?: { start: { line: number } } }, text: string): void {
    report(offset + (node.position?.start.line ?? 1), text);
  }

  function inlines(nodes: PhrasingContent[]): Inline[] {
    return merge(nodes.flatMap(inline));
  }

  function inline(node: PhrasingContent): Inline[] {
    switch (node.type) {
      case 'text':
        return [node.value.replace(/\s*\n\s*/g, ' ')];
      case 'strong':
        return [{ t: 'b', c: inlines(node.children) }];
      case 'emphasis':
        return [{ t: 'i', c: inlines(node.children) }];
      case 'inlineCode':
        return [{ t: 'code', s: node.value }];
      case 'break':
        return [' '];
      case 'link':
        if (!/^(https:\/\/|\/(diagrams|labs)\/)/.test(node.url)) {
          const allowed = 'use https://, /diagrams/<slug> or /labs/<slug>';
          complain(node, `The link "${node.url}" is not allowed: ${allowed}.`);
        }
        return [{ t: 'a', href: node.url, c: inlines(node.children) }];
      case 'html':
        complain(
          node,
          `HTML ("${node.value}") is not allowed: use Markdown, or \`code\` for angle brackets.`,
        );
        return [];
      default:
        complain(node, `"${node.type}" is not supported here: use plain text, bold, italic, code or links.`);
        return [];
    }
  }

  function blocks(nodes: RootContent[]): Block[] {
    return nodes.flatMap((node): Block[] => {
      switch (node.type) {
        case 'paragraph':
          return [{ t: 'p', c: inlines(node.children) }];
        case 'list':
          return [
            {
              t: node.ordered ? 'ol' : 'ul',
              items: node.children.map((item) => {
                const [first, ...more] = item.children;
                if (first?.type !== 'paragraph' || more.length > 0) {
                  complain(item, 'A list item must be one paragraph: split it, or use paragraphs.');
                  return [];
                }
                return inlines(first.children);
              }),
            },
          ];
        case 'code':
          return [{ t: 'pre', s: node.value, ...(node.lang ? { lang: node.lang } : {}) }];
        default:
          complain(node, `"${node.type}" is not supported here: use paragraphs, lists or fenced code.`);
          return [];
      }
    });
  }

  return { inlines, blocks };
}

/** Joins neighbouring strings. */
function merge(parts: Inline[]): Inline[] {
  const merged: Inline[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  return merged;
}
