import type { RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Block, Inline } from '../../../client/catalogue/document.ts';
import { plainBlocks } from '../../../client/catalogue/text.ts';
import { createConverter } from '../lesson/markdown.ts';
import type { Report } from '../problem.ts';

export interface Section {
  id: string;
  line: number;
  blocks: Block[];
  /** The Markdown as written, by list item: what is kept as Markdown. */
  items: string[];
}

export interface Sections {
  /** What stands before the first heading. */
  intro: Block[];
  sections: Section[];
  /** Where links lead, with their lines. */
  links: { href: string; line: number }[];
}

/** Reads Markdown of `## <step-id>` headings with a body each. */
export function readSections(text: string, report: Report): Sections {
  const convert = createConverter(0, report);
  const intro: Block[] = [];
  const sections: Section[] = [];
  const links: Sections['links'] = [];
  for (const node of fromMarkdown(text).children) {
    const line = node.position?.start.line ?? 1;
    if (node.type === 'heading' && node.depth === 2) {
      const id = node.children.map((child) => ('value' in child ? child.value : '')).join('');
      sections.push({ id, line, blocks: [], items: [] });
      continue;
    }
    const section = sections.at(-1);
    const blocks = convert.blocks([node]);
    links.push(...linksOf(blocks).map((href) => ({ href, line })));
    (section?.blocks ?? intro).push(...blocks);
    section?.items.push(...itemsOf(node, text));
  }
  return { intro, sections, links };
}

/** Checks that the sections are the steps, in their order, each with enough to act on. */
export function checkSections(
  { sections }: Sections,
  steps: readonly string[],
  words: number,
  report: Report,
): void {
  for (const [i, { id, line, blocks }] of sections.entries()) {
    if (!steps.includes(id))
      report(line, `lab.yaml has no step "${id}": there are ${steps.join(', ')}. Rename the heading.`);
    else if (sections.findIndex((other) => other.id === id) < i)
      report(line, `The step "${id}" stands twice: join the two.`);
    if (plainBlocks(blocks).split(/\s+/).filter(Boolean).length < words)
      report(line, `The step "${id}" says too little to act on: write at least ${words} words.`);
  }
  for (const id of steps)
    if (!sections.some((section) => section.id === id))
      report(1, `The step "${id}" of lab.yaml is missing: add "## ${id}".`);
  const order = sections.map(({ id }) => id).filter((id) => steps.includes(id));
  const wanted = steps.filter((id) => order.includes(id));
  const wrong = new Set(order).size === order.length ? order.findIndex((id, i) => id !== wanted[i]) : -1;
  const at = sections.find(({ id }) => id === order[wrong]);
  if (at) report(at.line, `The steps stand in another order than in lab.yaml: put "${wanted[wrong]}" here.`);
}

function itemsOf(node: RootContent, text: string): string[] {
  if (node.type !== 'list' || !node.ordered) return [];
  return node.children.map((item) => {
    const [from, to] = [item.children[0]?.position?.start.offset, item.position?.end.offset];
    return text.slice(from, to).replace(/\s*\n\s*/g, ' ');
  });
}

function linksOf(blocks: Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.t === 'pre') return [];
    return (block.t === 'p' ? [block.c] : block.items).flatMap(hrefsOf);
  });
}

function hrefsOf(content: Inline[]): string[] {
  return content.flatMap((part) => {
    if (typeof part === 'string' || part.t === 'code') return [];
    return part.t === 'a' ? [part.href] : hrefsOf(part.c);
  });
}
